package dev.attune.jakarta.preview;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of ours that holds a signed token: for this web app alone, and for no script.
 *
 * @param name a cookie name
 * @param contextPath the web app's, to which the cookie is bound
 * @param sameSite {@code Strict} or {@code Lax}
 */
public record TokenCookie(String name, String contextPath, String sameSite) {
    /** Returns the token, not yet verified, or null. Read from the raw header: see {@code CookieHeader}. */
    public @Nullable String in(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers != null && headers.hasMoreElements()) {
            String token = in(headers.nextElement());
            if (token != null) {
                return token;
            }
        }
        return null;
    }

    private @Nullable String in(String header) {
        for (int at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
            int value = at + name.length() + 1;
            boolean starts = at == 0 || header.charAt(at - 1) == ' ' || header.charAt(at - 1) == ';';
            if (starts && value <= header.length() && header.charAt(value - 1) == '=') {
                int end = header.indexOf(';', value);
                return header.substring(value, end < 0 ? header.length() : end).strip();
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
