package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Observers hear of changed profiles, and no webhook waits for them. */
class ProfileEventsIT {
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("segment:secret-of-sixteen".getBytes(StandardCharsets.UTF_8));

    @EachContainer
    void anObserverHearsOfAPushAndTheWebhookDoesNotWait(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        Map<String, String> webhook =
                Map.of("webhookUsername", "segment", "webhookPassword", "secret-of-sixteen", "store", "memory");
        try (ProfilesServer profiles = new ProfilesServer();
                Deployment site = container
                        .running()
                        .deploy(CdiSite.app(container, profiles, webhook).attune())) {
            push(site, "gold");
            long start = System.nanoTime();
            push(site, "silver");
            long took = System.nanoTime() - start;
            assertTrue(took < Watcher.SLOWNESS_NANOS, "the webhook took " + took + " ns while an observer was busy");
            awaitChange(site, "observed PUSHED user_id:anna {plan=gold}");
            awaitChange(site, "observed PUSHED user_id:anna {plan=silver}");
            awaitChange(site, "async PUSHED");
        }
    }

    private static void awaitChange(Deployment site, String expected) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String seen = InjectionIT.seen(site, "/beans/changes", "anna");
        while (!seen.contains(expected)) {
            assertTrue(System.nanoTime() < end, seen);
            seen = InjectionIT.seen(site, "/beans/changes", "anna");
        }
    }

    private static void push(Deployment site, String plan) throws IOException {
        assertEquals(
                200,
                site.send(Request.of("POST", "/attune/webhook")
                                .header("Authorization", CREDENTIALS)
                                .body("application/json", """
                        {"type": "identify", "userId": "anna", "messageId": "m-%1$s", "timestamp": "2094-11-06T08:49:37Z",
                         "traits": {"plan": "%1$s"}, "context": {"personas": {"computation_class": "computed_trait",
                         "computation_id": "c1", "computation_key": "plan", "namespace": "spa_test", "space_id": "spa_test"}}}""".formatted(plan)))
                        .status());
    }
}
