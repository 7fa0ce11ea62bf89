package dev.attune.jakarta.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code security-constraint} (Servlet 6, section 13.8).
 *
 * @param patterns the URL patterns that it covers
 * @param methods the methods that it names
 * @param isOmission whether it covers all methods but those that it names
 * @param roles the roles that may come, or null for everyone
 * @param needsTls whether the request must have come over TLS
 */
record Constraint(
        List<String> patterns,
        Set<String> methods,
        boolean isOmission,
        @Nullable Set<String> roles,
        boolean needsTls) {

    boolean covers(String method) {
        return methods.isEmpty() || methods.contains(method) != isOmission;
    }

    /** Returns whether no visitor may come. */
    boolean isClosed() {
        return roles != null && roles.isEmpty();
    }

    /** {@code *} is every role of the app, {@code **} every user. A user of no role is refused {@code *}. */
    boolean allows(HttpServletRequest request, Set<String> declaredRoles) {
        if (roles == null) {
            return true;
        }
        if (request.getUserPrincipal() == null) {
            return false;
        }
        return roles.contains("**")
                || roles.stream().anyMatch(request::isUserInRole)
                || (roles.contains("*") && declaredRoles.stream().anyMatch(request::isUserInRole));
    }
}
