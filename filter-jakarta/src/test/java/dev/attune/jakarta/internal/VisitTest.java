package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.testing.Fake;
import dev.attune.testing.RecordedLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitTest {
    private static final String WITH_EXPERIMENT = "{\"variations\": [{\"route\": \"/home\", \"experiment\": \"hero\","
            + " \"weights\": [0, 1], \"serve\": [null, \"/b\"]}]}";
    private static final String WITHOUT_EXPERIMENT = "{\"variations\": [{\"route\": \"/other\", \"serve\": \"/c\"}]}";

    private static final ServletContext CONTEXT = Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
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
        RecordedLog log = RecordedLog.ofAll(LiveRules.class);
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            Files.writeString(file, after);
            try {
                log.await("have changed");
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
            log.close();
        }
        return answers;
    }

    private static FilterConfig config(Map<String, String> parameters) {
        return Fake.of(FilterConfig.class, (method, arguments) -> switch (method) {
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getInitParameter" -> parameters.get(arguments[0]);
            case "getServletContext" -> CONTEXT;
            case "getFilterName" -> "attune";
            default -> null;
        });
    }

    private HttpServletRequest request() {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getMethod" -> "GET";
            case "getServletPath", "getRequestURI" -> "/home";
            case "getServletContext" -> CONTEXT;
            case "getContextPath" -> "";
            case "getHeader" -> "Cookie".equals(arguments[0]) ? "ajs_user_id=anna" : null;
            case "getHeaders" ->
                Collections.enumeration("Cookie".equals(arguments[0]) ? List.of("ajs_user_id=anna") : List.of());
            case "getHeaderNames" -> Collections.enumeration(List.of("Cookie"));
            case "getAttribute" -> attributes.get(arguments[0]);
            case "getRequestDispatcher" ->
                Fake.of(RequestDispatcher.class, (call, nothing) -> {
                    answers.add("forward to " + arguments[0]);
                    return null;
                });
            default -> null;
        });
    }

    private static HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getStatus" -> 200;
            case "getBufferSize" -> 8192;
            case "getHeaders", "getHeaderNames" -> List.of();
            default -> null;
        });
    }
}
