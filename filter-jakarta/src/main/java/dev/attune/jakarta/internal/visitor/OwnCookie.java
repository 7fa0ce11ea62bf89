package dev.attune.jakarta.internal.visitor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that Attune sets for the pages of this web app.
 *
 * @param name a cookie name (RFC 6265)
 * @param contextPath the web app's, {@code ""} for the root; the cookie goes to no other path
 * @param sameSite {@code Strict} or {@code Lax}
 * @param domain the domain whose hosts all get the cookie, or null for the one host that sets it
 */
public record OwnCookie(
        String name,
        String contextPath,
        String sameSite,
        @Nullable String domain) {
    public OwnCookie(String name, String contextPath, String sameSite) {
        this(name, contextPath, sameSite, null);
    }

    /**
     * Returns the values that a browser sends, each as it stands in the header. There are several where cookies of one name
     * were set for several paths.
     */
    public List<String> values(HttpServletRequest request) {
        return CookieHeader.values(request.getHeaders("Cookie"), name);
    }

    /**
     * Returns what the first value that counts says, or null.
     *
     * @param verified reads a value; returns null for one that does not count
     */
    public <T> @Nullable T first(HttpServletRequest request, Function<String, @Nullable T> verified) {
        for (String value : values(request)) {
            T said = verified.apply(value);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /**
     * Sets the cookie. This method writes the header itself, because Servlet 6.0 has no {@code SameSite}, and Undertow drops
     * it from a cookie object.
     *
     * @param value a cookie value (RFC 6265, section 4.1.1)
     * @param age how long the browser keeps it
     */
    public void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        add(request, response, value, age, "; HttpOnly");
    }

    /** Sets the cookie as {@link #set} does, but so that scripts can read it. */
    public void setReadable(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        add(request, response, value, age, "");
    }

    private void add(
            HttpServletRequest request, HttpServletResponse response, String value, Duration age, String httpOnly) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=" + (contextPath.isEmpty() ? "/" : contextPath) + "; Max-Age="
                        + age.toSeconds() + httpOnly + "; SameSite=" + sameSite
                        + (domain == null ? "" : "; Domain=" + domain)
                        + (request.isSecure() ? "; Secure" : ""));
    }

    /** Makes the browser forget the cookie. */
    public void remove(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }
}
