package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.test.ExplainReport;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/** Explain, and the log at start, say what shared caches may keep. */
@Timeout(120)
class ExplainedOutcomesIT {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\"}")
            .visitor("user_id:bob", "{\"location\": \"US\"}");
    private static final Site SITE = Site.of(app(Map.of()));

    private static WebApp app(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("consent", "cookie:agreed");
        parameters.put("explainKey", KEY);
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put("cache", "[{\"route\": \"/page\", \"shared\": \"5m\"}]");
        parameters.put(
                "variations",
                "[{\"route\": \"/page\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/page-eu\"},"
                        + " {\"route\": \"/private\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/page-eu\"}]");
        parameters.put("content", """
                [{"route": "/page", "select": "h1", "text": "{request.device}"}]""");
        parameters.putAll(more);
        return WebApp.create()
                .servlet(OutcomePages.class, "/page", "/page-eu", "/private")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    private static ExplainReport explain(Deployment site, String question, String cookies) throws IOException {
        return ExplainReport.read(site.send(Request.get("/attune/explain?" + question)
                        .header("Attune-Explain", KEY)
                        .header("Cookie", cookies)
                        .header("Accept", "application/json"))
                .text());
    }

    private static Request by(String user) {
        return Request.get("/page")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36")
                .header("Cookie", "agreed=1; ajs_user_id=" + user);
    }

    @EachContainer
    void explainSaysHowManyOutcomesThereAreWhatTheyAreAndWhichIsTheVisitors(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Request asked = by("anna");
        ExplainReport.Shared cache = requireNonNull(ExplainReport.read(site.send(new Request(
                                "GET",
                                "/attune/explain?path=/page&user=anna",
                                asked.header("Attune-Explain", KEY)
                                        .header("Accept", "application/json")
                                        .headers(),
                                new byte[0]))
                        .text())
                .cache());
        assertEquals("/page", cache.route());
        assertEquals(300, cache.seconds());
        assertEquals("origin", cache.first());
        assertTrue(cache.outcomes().size() >= 4, cache.toString());
        assertTrue(cache.outcomes().contains(cache.outcome()), cache.toString());
        assertTrue(String.valueOf(cache.outcome()).contains("/page-eu"), cache.toString());
        assertEquals(site.send(asked).header("Attune-Outcome"), cache.code());
        assertNull(cache.reason());
    }

    @EachContainer
    void explainSaysWhyThereIsNoCode(Container container) throws IOException {
        Deployment site = SITE.on(container);
        ExplainReport.Shared refused =
                requireNonNull(explain(site, "path=/page", "ajs_user_id=anna").cache());
        assertNull(refused.code());
        assertEquals("the visitor has not agreed to be known", refused.reason());
        assertNull(explain(site, "path=/private&user=anna", "agreed=1").cache());
        String page = site.send(Request.get("/attune/explain?path=/page")
                        .header("Attune-Explain", KEY)
                        .header("Accept", "text/html")
                        .header("Cookie", "ajs_user_id=anna"))
                .text();
        assertTrue(page.contains("the page is private: the visitor has not agreed to be known"), page);
    }

    @EachContainer
    void aProfileThatCannotBeReadHasNoCode(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of("profilesUrl", "http://127.0.0.1:9/v1")))) {
            ExplainReport.Shared cache = requireNonNull(
                    explain(site, "path=/page&user=anna", "agreed=1").cache());
            assertNull(cache.code());
            assertEquals("the profile could not be read", cache.reason());
            assertNull(site.send(by("anna")).header("Attune-Outcome"));
        }
    }

    @EachContainer
    void theLogAtStartSaysHowManyOutcomesThereAreAndWhatTheyAre(Container container) throws IOException {
        long mark = container.running().logSize();
        try (Deployment site = container.running().deploy(app(Map.of("content", "[]")))) {
            String log = site.container().logSince(mark);
            assertTrue(log.contains("shared caches may keep the pages of /page for 300 s, in 2 outcomes: "), log);
            List<String> outcomes = requireNonNull(
                            explain(site, "path=/page&user=anna", "agreed=1").cache())
                    .outcomes();
            assertEquals(2, outcomes.size());
            assertTrue(log.contains(String.join("; ", outcomes)), log);
        }
    }
}
