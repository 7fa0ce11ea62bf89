package dev.attune.jakarta.internal.visitor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** How a cookie of Attune's goes to a browser: for the app's pages, no scripts, and no other site's requests. */
final class OwnCookie {
    private OwnCookie() {}

    /**
     * Sets a cookie. The header is written here: Undertow drops {@code SameSite} from a cookie that it is given as an object.
     *
     * @param name a cookie name of RFC 6265
     * @param value free of all that RFC 6265, section 4.1.1, keeps out of a value
     * @param contextPath the app's, {@code ""} for the root
     * @param age how long the browser keeps it; zero to take it away
     */
    static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            String contextPath,
            Duration age) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=" + (contextPath.isEmpty() ? "/" : contextPath) + "; Max-Age="
                        + age.toSeconds() + "; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : ""));
    }
}
