package dev.attune.jakarta.internal.visitor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Enumeration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of ours that holds a signed token: for this web app alone, and for no script.
 *
 * @param name a cookie name
 * @param contextPath the web app's, to which the cookie is bound
 * @param sameSite {@code Strict} or {@code Lax}
 */
public record TokenCookie(String name, String contextPath, String sameSite) {
    /**
     * Returns the first token that counts, or null. A browser sends several cookies of one name where they were set for
     * several paths. They are read from the raw header, since containers drop or cut cookies that others have written.
     *
     * @param verified makes of a token what it says, or null of one that does not count
     */
    public <T> @Nullable T in(HttpServletRequest request, Function<String, @Nullable T> verified) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers != null && headers.hasMoreElements()) {
            T said = in(headers.nextElement(), verified);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    private <T> @Nullable T in(String header, Function<String, @Nullable T> verified) {
        for (int at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
            int value = at + name.length() + 1;
            boolean starts = at == 0 || header.charAt(at - 1) == ' ' || header.charAt(at - 1) == ';';
            if (starts && value <= header.length() && header.charAt(value - 1) == '=') {
                int end = header.indexOf(';', value);
                T said = verified.apply(
                        header.substring(value, end < 0 ? header.length() : end).strip());
                if (said != null) {
                    return said;
                }
            }
        }
        return null;
    }

    public void set(HttpServletRequest request, HttpServletResponse response, String token, Duration validFor) {
        // As a header: Servlet 6.0 has no SameSite of its own.
        response.addHeader(
                "Set-Cookie",
                name + "=" + token + "; Path=" + (contextPath.isEmpty() ? "/" : contextPath) + "; Max-Age="
                        + validFor.toSeconds() + "; HttpOnly; SameSite=" + sameSite
                        + (request.isSecure() ? "; Secure" : ""));
    }

    public void remove(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }
}
