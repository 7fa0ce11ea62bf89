package dev.attune.jakarta.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A request of which a test says just what it needs; whatever else is asked fails the test. */
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
        HttpSession session = proxy(
                HttpSession.class,
                (method, arguments) ->
                        method.equals("getAttribute") && arguments[0].equals(attribute) ? value : unexpected(method));
        return request(Map.of("getSession", session), Map.of("getHeaders:Cookie", List.of()));
    }

    private static HttpServletRequest request(Map<String, ?> answers, Map<String, ?> special) {
        return proxy(HttpServletRequest.class, (method, arguments) -> {
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
            return answers.containsKey(method) ? answers.get(method) : unexpected(method);
        });
    }

    private static Object unexpected(String method) {
        throw new AssertionError("nobody expected a call of " + method);
    }

    private interface Answer {
        @org.jspecify.annotations.Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
