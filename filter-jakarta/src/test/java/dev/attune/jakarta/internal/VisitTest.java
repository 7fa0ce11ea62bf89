package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitTest {
    private static final String WITH_EXPERIMENT = "{\"variations\": [{\"route\": \"/home\", \"experiment\": \"hero\","
            + " \"weights\": [0, 1], \"serve\": [null, \"/b\"]}]}";
    private static final String WITHOUT_EXPERIMENT = "{\"variations\": [{\"route\": \"/other\", \"serve\": \"/c\"}]}";

    private static final ServletContext CONTEXT = fake(ServletContext.class, (method, argument) -> switch (method) {
        case "getContextPath" -> "";
        case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
        default -> null;
    });

    private final List<String> answers = new ArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void aRequestUnderWayKeepsItsRules() throws Exception {
        assertEquals(List.of("forward to /b"), answersWhileRulesChange(WITH_EXPERIMENT, WITHOUT_EXPERIMENT));
    }

    @Test
    void aRequestUnderWayTakesNoPartInAnExperimentThatBeginsMeanwhile() throws Exception {
        assertEquals(
                List.of("the app's own page"),
                answersWhileRulesChange(
                        "{\"variations\": [{\"route\": \"/home\", \"when\": {\"x\": 2}, \"serve\": \"/c\"}]}",
                        WITH_EXPERIMENT));
    }

    /** Serves one request; its look-up is answered when the filter has taken over the new rules. */
    private List<String> answersWhileRulesChange(String before, String after) throws Exception {
        Path file = folder.resolve("attune.json");
        Files.writeString(file, before);
        CountDownLatch changed = new CountDownLatch(1);
        Logger log = Logger.getLogger("dev.attune");
        Handler onChange = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getMessage().contains("have changed")) {
                    changed.countDown();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(onChange);
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            Files.writeString(file, after);
            try {
                changed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            byte[] traits = "{\"traits\":{\"x\":1},\"cursor\":{\"has_more\":false}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, traits.length);
            exchange.getResponseBody().write(traits);
            exchange.close();
        });
        api.start();
        SiteFilter filter = new SiteFilter();
        try {
            filter.start(
                    config(Map.of(
                            "profilesUrl",
                                    "http://127.0.0.1:" + api.getAddress().getPort() + "/v1",
                            "profilesSpace", "s",
                            "profilesToken", "t",
                            "profileBudget", "30s",
                            "profilesTimeout", "30s",
                            "rules", file.toUri().toString())),
                    rules -> {},
                    new Plugins(List.of()));
            filter.serve(request(), response(), (request, response) -> answers.add("the app's own page"));
        } finally {
            filter.stop();
            api.stop(0);
            log.removeHandler(onChange);
        }
        return answers;
    }

    private static FilterConfig config(Map<String, String> parameters) {
        return fake(FilterConfig.class, (method, argument) -> switch (method) {
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getInitParameter" -> parameters.get(argument);
            case "getServletContext" -> CONTEXT;
            case "getFilterName" -> "attune";
            default -> null;
        });
    }

    private HttpServletRequest request() {
        return fake(HttpServletRequest.class, (method, argument) -> switch (method) {
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getMethod" -> "GET";
            case "getServletPath", "getRequestURI" -> "/home";
            case "getServletContext" -> CONTEXT;
            case "getContextPath" -> "";
            case "getHeader" -> "Cookie".equals(argument) ? "ajs_user_id=anna" : null;
            case "getHeaders" ->
                Collections.enumeration("Cookie".equals(argument) ? List.of("ajs_user_id=anna") : List.of());
            case "getHeaderNames" -> Collections.enumeration(List.of("Cookie"));
            case "getAttribute" -> attributes.get(argument);
            case "getRequestDispatcher" ->
                fake(RequestDispatcher.class, (call, target) -> {
                    answers.add("forward to " + argument);
                    return null;
                });
            default -> null;
        });
    }

    private static HttpServletResponse response() {
        return fake(HttpServletResponse.class, (method, argument) -> switch (method) {
            case "getStatus" -> 200;
            case "getBufferSize" -> 8192;
            case "getHeaders", "getHeaderNames" -> List.of();
            default -> null;
        });
    }

    /** Answers each call by its name and first argument; zero and false stand for what a test does not say. */
    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object answer = answers.of(method.getName(), given == null ? null : given[0]);
            Class<?> wanted = method.getReturnType();
            return answer != null
                    ? answer
                    : wanted == boolean.class ? (Object) false : wanted == int.class ? (Object) 0 : null;
        }));
    }

    private interface Answers {
        @Nullable
        Object of(String method, @Nullable Object argument);
    }
}
