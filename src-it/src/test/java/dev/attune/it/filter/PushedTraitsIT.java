package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** From Segment's push to the visitor's next page, by init parameters only. */
class PushedTraitsIT {
    private static final String FILTER = "dev.attune.jakarta.PersonalizationFilter";
    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder().encodeToString("segment:pass:word-of-sixteen".getBytes(StandardCharsets.UTF_8));

    @EachContainer
    void aPushedTraitShowsOnTheNextPage(Container container) throws IOException {
        try (ProfilesServer profiles =
                        new ProfilesServer().visitor("user_id:anna", "{\"first_name\": \"Anna\", \"plan\": \"free\"}");
                Deployment site = container.running().deploy(app(profiles, Map.of("health", "on")))) {
            assertTrue(page(site).contains("Hello, Anna on free"), page(site));
            assertEquals(401, site.send(push("pro")).status());
            assertTrue(page(site).contains("Hello, Anna on free"));
            assertEquals(
                    200,
                    site.send(push("pro").header("Authorization", CREDENTIALS)).status());
            assertTrue(page(site).contains("Hello, Anna on pro"), page(site));
            assertFalse(site.get("/attune/health").text().contains("anna"));
            assertEquals(200, site.get("/attune/health").status());
        }
    }

    @EachContainer
    void thereIsNoWebhookAndNoHealthPageUnlessAskedFor(Container container) throws IOException {
        try (Deployment site = container
                .running()
                .deploy(WebApp.create().filter(FILTER, Map.of()).attune())) {
            assertEquals(
                    404,
                    site.send(push("pro").header("Authorization", CREDENTIALS)).status());
            assertEquals(404, site.get("/attune/health").status());
        }
    }

    private static Request push(String plan) {
        return Request.of("POST", "/attune/webhook").body("application/json", """
                        {"type": "identify", "userId": "anna", "messageId": "m-%1$s", "timestamp": "2094-11-06T08:49:37Z",
                         "traits": {"plan": "%1$s"}, "context": {"personas": {"computation_class": "computed_trait",
                         "computation_id": "c1", "computation_key": "plan", "namespace": "spa_test", "space_id": "spa_test"}}}""".formatted(plan));
    }

    private static String page(Deployment site) throws IOException {
        Response page = site.send(Request.get("/home").header("Cookie", "ajs_user_id=anna"));
        assertEquals(200, page.status());
        return page.text();
    }

    private static WebApp app(ProfilesServer profiles, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put("profileBudget", "10s");
        parameters.put("webhookUsername", "segment");
        parameters.put("webhookPassword", "pass:word-of-sixteen");
        parameters.put(
                "content",
                "[{\"route\": \"/*\", \"select\": \"#hello\", \"text\": \"Hello, {first_name} on {plan}\"}]");
        parameters.putAll(more);
        return WebApp.create()
                .servlet(ShopPages.class, "/home")
                .filter(FILTER, parameters)
                .attune();
    }
}
