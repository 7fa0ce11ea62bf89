package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** From an erasure to the visitor's next page, by init parameters only. */
class ErasedVisitorIT {
    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder().encodeToString("segment:pass:word-of-sixteen".getBytes(StandardCharsets.UTF_8));

    private static final Site SITE =
            Site.of(app(Map.of("webhookUsername", "segment", "webhookPassword", "pass:word-of-sixteen")));

    private static WebApp app(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("store", "memory");
        parameters.put("profileBudget", "10s");
        parameters.put("content", "[{\"route\": \"/*\", \"select\": \"#hello\", \"text\": \"Hello, {first_name}\"}]");
        return WebApp.create()
                .servlet(ShopPages.class, "/home")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    private static void push(Deployment site, String user) throws IOException {
        Response answer = site.send(Request.of("POST", "/attune/webhook")
                .header("Authorization", CREDENTIALS)
                .body("application/json", """
                        {"type": "identify", "userId": "%s", "timestamp": "2020-02-02T20:20:20Z",
                         "traits": {"first_name": "Anna"}}""".formatted(user)));
        assertEquals(200, answer.status(), answer.toString());
    }

    private static String page(Deployment site, String user) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=" + user))
                .text();
    }

    private static int delete(Deployment site, String path) throws IOException {
        return site.send(Request.of("DELETE", path).header("Authorization", CREDENTIALS))
                .status();
    }

    @EachContainer
    void theNextPageKnowsNothingMore(Container container) throws IOException {
        Deployment site = SITE.on(container);
        push(site, "erased");
        assertTrue(page(site, "erased").contains("Hello, Anna"));
        assertEquals(204, delete(site, "/attune/profiles/user_id:erased"));
        assertFalse(page(site, "erased").contains("Anna"));
        push(site, "erased");
        assertFalse(page(site, "erased").contains("Anna"), "an older event revives no visitor");
        assertEquals(204, delete(site, "/attune/profiles/user_id:erased"));
    }

    @EachContainer
    void strangersEraseNobody(Container container) throws IOException {
        Deployment site = SITE.on(container);
        push(site, "kept");
        Request request = Request.of("DELETE", "/attune/profiles/user_id:kept");
        assertEquals(401, site.send(request).status());
        assertEquals(
                401,
                site.send(request.header("Authorization", "Basic c2VnbWVudDp4")).status());
        assertEquals(405, site.get("/attune/profiles/user_id:kept").status());
        assertTrue(page(site, "kept").contains("Hello, Anna"));
    }

    @EachContainer
    void tricksInThePathEraseNobodyElse(Container container) throws IOException {
        Deployment site = SITE.on(container);
        push(site, "tricked");
        for (String path : new String[] {
            "/attune/profiles/user_id:tricked;x",
            "/attune/profiles/user_id:tricked/",
            "/attune/profiles/user_id:tricked/.",
            "/attune/profiles/x/user_id:tricked",
            "/attune/profiles/x%2Fuser_id:tricked",
            "/attune/profiles/user_id:tricked%00",
            "/attune/profiles/user_id:" + "x".repeat(5_000) + "/../user_id:tricked"
        }) {
            int status = delete(site, path);
            assertTrue(status >= 400, path + " " + status);
            assertTrue(page(site, "tricked").contains("Hello, Anna"), path);
        }
    }

    @EachContainer
    void thereIsNoErasureUnlessBasicCredentialsAreSet(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of()))) {
            assertEquals(404, delete(site, "/attune/profiles/user_id:anna"));
        }
        try (Deployment site = container.running().deploy(app(Map.of("webhookSecret", "s3cr3t-of-sixteen")))) {
            assertEquals(404, delete(site, "/attune/profiles/user_id:anna"));
        }
    }
}
