package dev.attune.jakarta.internal;

import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A request that answers as a test says. Any other call fails the test. */
public final class FakeRequest {
    private FakeRequest() {}

    public static HttpServletRequest withPath(String uri, String servletPath, String pathInfo) {
        return request(Map.of("getRequestURI", uri, "getServletPath", servletPath), Map.of("getPathInfo", pathInfo));
    }

    public static HttpServletRequest withCookies(String... headers) {
        return request(Map.of(), Map.of("getHeaders:Cookie", List.of(headers)));
    }

    public static HttpServletRequest withPrincipal(String name, String cookies) {
        return withPrincipal((Principal) () -> name, cookies);
    }

    public static HttpServletRequest withPrincipal(Principal principal, String cookies) {
        return request(Map.of("getUserPrincipal", principal), Map.of("getHeaders:Cookie", List.of(cookies)));
    }

    /** Returns a request with one header of the name for each value. */
    public static HttpServletRequest withHeader(String name, String... values) {
        return request(
                Map.of(),
                Map.of(
                        "getHeader:" + name,
                        values[0],
                        "getHeaders:" + name,
                        List.of(values),
                        "getHeaders:Cookie",
                        List.of()));
    }

    public static HttpServletRequest isSecure(boolean isSecure) {
        return request(Map.of("isSecure", isSecure), Map.of());
    }

    public static HttpServletRequest withSession(String attribute, Object value) {
        HttpSession session = Fake.of(HttpSession.class, (method, arguments) -> {
            if (method.equals("getAttribute") && arguments[0].equals(attribute)) {
                return value;
            }
            throw Fake.unexpected(HttpSession.class, method);
        });
        return request(Map.of("getSession", session), Map.of("getHeaders:Cookie", List.of()));
    }

    private static HttpServletRequest request(Map<String, ?> answers, Map<String, ?> special) {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> {
            if (method.equals("getPathInfo")) {
                Object pathInfo = special.get("getPathInfo");
                return "".equals(pathInfo) ? null : pathInfo;
            }
            if (method.equals("getHeaders") && special.get("getHeaders:" + arguments[0]) instanceof List<?> values) {
                return Collections.enumeration(values);
            }
            if (method.equals("getHeader")) {
                return special.get("getHeader:" + arguments[0]);
            }
            if (method.equals("getUserPrincipal") || method.equals("getSession")) {
                return answers.get(method);
            }
            if (answers.containsKey(method)) {
                return answers.get(method);
            }
            throw Fake.unexpected(HttpServletRequest.class, method);
        });
    }
}
