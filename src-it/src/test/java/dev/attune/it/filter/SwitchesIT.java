package dev.attune.it.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import dev.attune.jakarta.preview.PreviewLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each feature rests and wakes by a change of the rules file, while the app runs. */
@Timeout(120)
class SwitchesIT {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final String PASSWORD = "a-long-password-of-the-webhook";
    private static final String RULES = """
            {"settings": {%s},
             "variations": [{"route": "/home", "when": {"location": "US"}, "serve": "/homepage-us"}]}
            """;
    private static final String PUSH = """
            {"type": "identify", "userId": "%s", "traits": {"location": "US"}, "messageId": "m-%1$s",
             "timestamp": "2026-01-01T00:00:00Z",
             "context": {"personas": {"computation_class": "trait", "computation_key": "location"}}}
            """;

    @TempDir
    Path folder;

    @EachContainer
    void theProfilesApiRestsAndTheStoreStillAnswers(Container container) throws Exception {
        Path rules = Files.createTempDirectory(folder, "rules").resolve("attune.json");
        RulesOnDisk.write(rules, RULES.formatted("\"profilesApi\": \"off\""));
        try (ProfilesServer profiles = new ProfilesServer()
                        .visitor("user_id:jane", "{\"location\": \"US\"}")
                        .visitor("user_id:bob", "{\"location\": \"US\"}");
                Deployment site = deploy(container, profiles, rules)) {
            assertEquals(200, push(site, "stored").status());
            assertEquals("/homepage-us", title(site, "stored"));
            for (int i = 0; i < 5; i++) {
                assertEquals("/home", title(site, "jane"));
            }
            String explained = site.send(Request.get("/attune/explain?path=/home&user=bob")
                            .header("Attune-Explain", KEY)
                            .header("Accept", "application/json"))
                    .text();
            assertTrue(explained.contains("\"source\":\"not-asked\""), explained);
            RulesOnDisk.write(rules, RULES.formatted(""));
            State.await(() -> title(site, "jane").equals("/homepage-us"));
        }
    }

    @EachContainer
    void theWebhookRestsAndIsAskedToComeAgain(Container container) throws Exception {
        Path rules = Files.createTempDirectory(folder, "rules").resolve("attune.json");
        RulesOnDisk.write(rules, RULES.formatted("\"webhook\": \"off\""));
        try (ProfilesServer profiles = new ProfilesServer();
                Deployment site = deploy(container, profiles, rules)) {
            Response resting = push(site, "stored");
            assertEquals(503, resting.status());
            assertTrue(resting.header("Retry-After") != null, resting.toString());
            RulesOnDisk.write(rules, RULES.formatted(""));
            State.await(() -> push(site, "stored").status() == 200);
            assertEquals("/homepage-us", title(site, "stored"));
        }
    }

    @EachContainer
    void explanationsAndPreviewsRestEachByItself(Container container) throws Exception {
        Path rules = Files.createTempDirectory(folder, "rules").resolve("attune.json");
        RulesOnDisk.write(rules, RULES.formatted("\"explain\": \"off\""));
        try (ProfilesServer profiles = new ProfilesServer();
                Deployment site = deploy(container, profiles, rules)) {
            String link =
                    PreviewLink.to("/home").traits(Map.of("location", "US")).url(KEY, "");
            Request explained = Request.get("/home").header("Attune-Explain", KEY);
            assertEquals(404, site.get("/attune/explain").status());
            Response page = site.send(explained);
            assertNull(page.header("Attune-Explain"));
            assertTrue(page.text().contains("key=null"), "the app sees no key, whether or not it explains");
            assertTrue(String.valueOf(site.get(link).header("Set-Cookie")).startsWith("attune-preview="));
            RulesOnDisk.write(rules, RULES.formatted("\"preview\": \"off\""));
            State.await(() -> site.get("/attune/explain").status() == 401);
            assertTrue(site.send(explained).header("Attune-Explain") != null);
            Response own = site.get(link);
            assertEquals(200, own.status());
            assertFalse(own.text().contains("id=\"attune-preview\""), own.text());
        }
    }

    private static Deployment deploy(Container container, ProfilesServer profiles, Path rules) {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.putAll(Map.of(
                "profileBudget",
                "10s",
                "unknownProfileTtl",
                "1ms",
                "store",
                "memory",
                "webhookUsername",
                "segment",
                "webhookPassword",
                PASSWORD,
                "explainKey",
                KEY,
                "rules",
                rules.toUri().toString()));
        return container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }

    private static Response push(Deployment site, String user) throws IOException {
        String credentials = Base64.getEncoder().encodeToString(("segment:" + PASSWORD).getBytes(UTF_8));
        return site.send(Request.of("POST", "/attune/webhook")
                .header("Authorization", "Basic " + credentials)
                .body("application/json", PUSH.formatted(user)));
    }

    private static String title(Deployment site, String user) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=" + user))
                .text()
                .replaceFirst("(?s).*<title>(.*)</title>.*", "$1");
    }
}
