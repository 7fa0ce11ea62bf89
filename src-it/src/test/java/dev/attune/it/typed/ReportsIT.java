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
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What health and explain answer, read by JSON-B as the records of the test kit. */
class ReportsIT {
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
                    "variations", "[{\"route\": \"/record\", \"when\": {\"plan\": \"x\"}, \"serve\": \"/bean\"}]");
            WebApp app = WebApp.create()
                    .classes(ShopTraits.class, Plan.class, RecordFilter.class)
                    .servlet(TypedPages.class, "/record")
                    .filter(RecordFilter.class.getName(), parameters)
                    .attune();
            try (Deployment site = container.running().deploy(app)) {
                ExplainReport report =
                        ExplainReport.read(site.send(Request.get("/attune/explain?path=/record&user=anna")
                                        .header("Attune-Explain", KEY)
                                        .header("Accept", "application/json"))
                                .text());
                assertEquals("personalized", report.handling());
                assertEquals("user_id:anna", report.visitor().key());
                assertEquals(2, report.profile().traits().size());
                List<ExplainReport.Rule> rules = requireNonNull(report.rules());
                assertTrue(
                        rules.stream()
                                .anyMatch(rule -> rule.kind().equals("typed-traits")
                                        && rule.detail().contains("order_count is \"many\", which is no int")),
                        rules::toString);
                assertNotNull(report.decision());
                HealthReport health =
                        HealthReport.read(site.get("/attune/health").text());
                assertEquals("up", health.status());
                assertFalse(health.version().isEmpty());
                assertTrue(health.profilesApi().configured());
                assertNull(health.webhook());
                assertFalse(health.pages().isEmpty());
            }
        }
    }
}
