package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Assignment;
import dev.attune.experiment.Assignments;
import dev.attune.testing.Fake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StickyCookieTest {
    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app;Domain=example.com", "/%61pp", "/x/../app"})
    void goesToTheAppsPathWhateverTheRequestSays(String sent) {
        ServletContext context = Fake.of(ServletContext.class, (method, arguments) -> "/app");
        HttpServletRequest request = Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getContextPath" -> sent;
            case "getServletContext" -> context;
            case "isSecure" -> false;
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
        List<String> cookies = new ArrayList<>();
        HttpServletResponse response = Fake.of(HttpServletResponse.class, (method, arguments) -> {
            if (method.equals("addHeader") && arguments[0].equals("Set-Cookie")) {
                cookies.add((String) arguments[1]);
            }
            return null;
        });
        StickyCookie.keep(new Assignment("hero", 1, "/b", true), Assignments.NONE, Map.of(), request, response);
        assertTrue(cookies.get(0).contains("; Path=/app; "), cookies.toString());
    }
}
