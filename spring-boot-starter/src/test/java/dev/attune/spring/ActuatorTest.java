package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What the actuator of an app shows of Attune. */
@ShopTest
@TestPropertySource(
        properties = {
            // It is the tag app of the counters, by which several apps in one server differ.
            "server.servlet.context-path=/metered",
            "management.endpoints.web.exposure.include=health,attune",
            "management.endpoint.health.show-details=always"
        })
class ActuatorTest {
    private final Browser browser;
    private final MeterRegistry meters;

    ActuatorTest(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        browser = new Browser(port);
        this.meters = meters;
    }

    @Test
    void healthNamesAttuneWithoutProfilesOrCounters() throws Exception {
        String health = browser.get("/metered/actuator/health", "anna").body();
        assertTrue(
                health.matches("(?s).*\"attune\":\\{\"details\":\\{.*\"store\":\\{.*\\},\"status\":\"UP\".*")
                        || health.matches("(?s).*\"attune\":\\{\"status\":\"UP\",\"details\":\\{.*\"store\":\\{.*"),
                health);
        assertFalse(health.contains("rewritten"), health);
    }

    @Test
    void theEndpointSaysWhatTheHealthPageSays() throws Exception {
        String json = browser.get("/metered/actuator/attune", "anna").body();
        assertTrue(json.contains("\"status\":\"up\"") && json.contains("\"pages\":{"), json);
        assertTrue(json.contains("\"webhook\":{"), json);
    }

    @Test
    void theCountersAreInTheRegistryOfTheApp() throws Exception {
        double before = rewritten();
        assertEquals(200, browser.get("/metered/", "anna").statusCode());
        assertTrue(rewritten() > before, "a page was rewritten");
    }

    private double rewritten() {
        return meters.get("attune.pages.rewritten").tag("app", "/metered").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
