package dev.attune.jakarta;

import dev.attune.config.IdentitySource;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells who sent a request. */
final class Identity {
    private final List<IdentitySource> sources;
    private final String userIdCookie;
    private final String anonymousIdCookie;
    private final String vary;

    Identity(List<IdentitySource> sources, String userIdCookie, String anonymousIdCookie) {
        this.sources = List.copyOf(sources);
        this.userIdCookie = userIdCookie;
        this.anonymousIdCookie = anonymousIdCookie;
        this.vary = sources.stream()
                .flatMap(source -> switch (source.kind()) {
                    // A container may know its users by a session cookie or by credentials in each request.
                    case PRINCIPAL -> Stream.of("Authorization", "Cookie");
                    case SESSION, COOKIE -> Stream.of("Cookie");
                    case HEADER -> Stream.of(source.name());
                })
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Returns the request headers that tell visitors apart, as a {@code Vary} value. */
    String vary() {
        return vary;
    }

    /** Returns the visitor's key by the first source that names somebody, or null where none does. */
    @Nullable
    ProfileKey of(HttpServletRequest request) {
        for (IdentitySource source : sources) {
            ProfileKey key = switch (source.kind()) {
                case PRINCIPAL -> principal(request.getUserPrincipal());
                case SESSION -> session(request.getSession(false), source.name());
                case HEADER -> key(ProfileKey.USER_ID, request.getHeader(source.name()));
                case COOKIE -> cookie(request);
            };
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable ProfileKey principal(@Nullable Principal principal) {
        return principal == null ? null : key(ProfileKey.USER_ID, principal.getName());
    }

    private static @Nullable ProfileKey session(@Nullable HttpSession session, String attribute) {
        if (session == null) {
            return null;
        }
        Object value;
        try {
            value = session.getAttribute(attribute);
        } catch (IllegalStateException invalidated) {
            // Another request of the same visitor logged out in between.
            return null;
        }
        return value == null ? null : key(ProfileKey.USER_ID, value.toString());
    }

    /** A user id counts before an anonymous one. Browsers may split cookies over several headers (HTTP/2). */
    private @Nullable ProfileKey cookie(HttpServletRequest request) {
        ProfileKey user = cookie(request.getHeaders("Cookie"), ProfileKey.USER_ID, userIdCookie);
        return user != null ? user : cookie(request.getHeaders("Cookie"), ProfileKey.ANONYMOUS_ID, anonymousIdCookie);
    }

    private static @Nullable ProfileKey cookie(@Nullable Enumeration<String> headers, String type, String name) {
        while (headers != null && headers.hasMoreElements()) {
            ProfileKey key = key(type, CookieHeader.id(headers.nextElement(), name));
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable ProfileKey key(String type, @Nullable String id) {
        String stripped = id == null ? "" : id.strip();
        return ProfileKey.isValidId(stripped) ? new ProfileKey(type, stripped) : null;
    }
}
