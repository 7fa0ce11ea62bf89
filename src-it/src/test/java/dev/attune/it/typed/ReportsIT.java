package dev.attune.it.typed;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.test.ExplainReport;
import dev.attune.test.HealthReport;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What health and explain answer, read by JSON-B as the records of the test kit. */
class ReportsIT {
    private static final Jsonb JSONB = JsonbBuilder.create();
    private static final String KEY = "correct-horse-battery-staple-0123456789";

    @EachContainer
    void theRecordsOfTheTestKitHoldWhatTheEndpointsSay(Container container) throws IOException {
        try (ProfilesServer profiles =
                new ProfilesServer().visitor("user_id:anna", "{\"plan\": \"pro\", \"order_count\": \"many\"}")) {
            Map<String, String> parameters = new HashMap<>(profiles.parameters());
            parameters.put("profileBudget", "10s");
            parameters.put("explainKey", KEY);
            parameters.put("health", "on");
            parameters.put(
                    "variations",
                    "[{\"route\": \"/record\", \"when\": {\"plan\": \"x\", \"request.host\": \"x\"}, \"serve\": \"/bean\"},"
                            + " {\"route\": \"/record\", \"experiment\": \"hero\", \"serve\": [null, \"/bean\"]}]");
            parameters.put("pageColor", "{\"trait\": \"plan\"}");
            parameters.put("content", "[{\"route\": \"/record\", \"select\": \"p\", \"text\": \"{plan}\"}]");
            parameters.put("store", "memory");
            WebApp app = WebApp.create()
                    .classes(ShopTraits.class, Plan.class, RecordFilter.class)
                    .servlet(TypedPages.class, "/record")
                    .filter(RecordFilter.class.getName(), parameters)
                    .attune();
            try (Deployment site = container.running().deploy(app)) {
                String explained = site.send(Request.get("/attune/explain?path=/record&user=anna")
                                .header("Attune-Explain", KEY)
                                .header("Accept", "application/json"))
                        .text();
                assertEquals(List.of(), undescribed(explained, ExplainReport.class));
                ExplainReport report = ExplainReport.read(explained);
                assertEquals("personalized", report.handling());
                assertEquals("user_id:anna", report.visitor().key());
                assertEquals(2, report.profile().traits().size());
                List<ExplainReport.Rule> rules = requireNonNull(report.rules());
                assertTrue(
                        rules.stream()
                                .anyMatch(rule -> rule.kind().equals("typed-traits")
                                        && rule.detail().contains("order_count is \"many\", which is no int")),
                        rules::toString);
                assertTrue(requireNonNull(report.request()).containsKey("request.host"), explained);
                assertTrue(requireNonNull(report.profile().ageSeconds()) >= 0, explained);
                assertNotNull(report.decision());
                String healthy = site.get("/attune/health").text();
                assertEquals(List.of(), undescribed(healthy, HealthReport.class));
                HealthReport health = HealthReport.read(healthy);
                assertEquals("up", health.status());
                assertFalse(health.version().isEmpty());
                assertTrue(health.profilesApi().configured());
                assertNull(health.webhook());
                assertFalse(health.pages().isEmpty());
            }
        }
    }

    /** Returns the members of an answer, however deep, for which the records have no component. */
    private static List<String> undescribed(String json, Class<?> type) {
        List<String> missing = new ArrayList<>();
        compare("", JSONB.fromJson(json, Object.class), type, missing);
        return missing;
    }

    private static void compare(String path, @Nullable Object json, Type type, List<String> missing) {
        if (json instanceof List<?> items && type instanceof ParameterizedType list) {
            items.forEach(item -> compare(path, item, list.getActualTypeArguments()[0], missing));
        } else if (json instanceof Map<?, ?> members && type instanceof Class<?> record && record.isRecord()) {
            Map<String, Type> components = new HashMap<>();
            for (RecordComponent component : record.getRecordComponents()) {
                components.put(component.getName(), component.getGenericType());
            }
            members.forEach((name, value) -> {
                Type described = components.get(String.valueOf(name));
                if (described == null) {
                    missing.add(path + "/" + name);
                } else {
                    compare(path + "/" + name, value, described, missing);
                }
            });
        }
    }
}
