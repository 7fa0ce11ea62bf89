package dev.attune.it.filter;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** Experiments through the filter: who is dealt what, what the browser keeps, and what Segment hears. */
@Timeout(120)
class ExperimentIT {
    private static final String HERO = """
            [{"route": "/home", "experiment": "hero-2026", "sticky": true, "serve": [null, "/homepage-eu"]},
             {"route": "/about", "experiment": "about-2026", "serve": ["/about", "/homepage-us"]}]""";

    @EachContainer
    void idsAreSplitAlikeOnEveryNodeAndAfterARestart(Container container) throws IOException {
        Map<String, String> titles = new TreeMap<>();
        try (Deployment node = container.running().deploy(app(Map.of()));
                Deployment other = container.running().deploy(app(Map.of()))) {
            for (int i = 0; i < 40; i++) {
                titles.put("user-" + i, title(page(node, "/about", "ajs_user_id=user-" + i)));
                assertEquals(titles.get("user-" + i), title(page(other, "/about", "ajs_user_id=user-" + i)));
            }
        }
        assertEquals(
                List.of("/about", "/homepage-us"),
                titles.values().stream().distinct().sorted().toList());
        try (Deployment again = container.running().deploy(app(Map.of()))) {
            titles.forEach((id, title) -> assertEquals(title, title(page(again, "/about", "ajs_user_id=" + id)), id));
        }
    }

    @EachContainer
    void aVisitorWithoutAnIdIsInNoExperiment(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of()))) {
            Response page = page(site, "/home", "x=y");
            assertEquals("/home", title(page));
            assertNull(cookie(page));
        }
    }

    @EachContainer
    void aStickyVariationStaysAcrossLogIn(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of()))) {
            Response anonymous = page(site, "/home", "ajs_anonymous_id=browser-1");
            String cookie = requireNonNull(cookie(anonymous), anonymous.toString());
            assertTrue(cookie.contains("hero-2026!"), cookie);
            String lower = cookie.toLowerCase(Locale.ROOT);
            assertTrue(lower.contains("httponly") && lower.contains("samesite=lax"), cookie);
            assertTrue(lower.contains("path=" + site.contextPath()), cookie);
            assertFalse(lower.contains("secure"), "the request was not");
            String kept = cookie.substring(0, cookie.indexOf(';'));
            String user = whoWouldSeeAnother(site, title(anonymous));
            Response known = page(site, "/home", "ajs_anonymous_id=browser-1; ajs_user_id=" + user + "; " + kept);
            assertEquals(title(anonymous), title(known));
            assertNull(cookie(known), "what the browser keeps already is not set again");
            assertNotEquals(title(anonymous), title(page(site, "/home", "ajs_user_id=" + user)));
        }
    }

    @EachContainer
    void aHostileCookieIsIgnored(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of()))) {
            String expected = title(page(site, "/home", "ajs_user_id=u"));
            for (String hostile : List.of(
                    "hero-2026!7",
                    "hero-2026!-1",
                    "hero-2026!99999999999",
                    "nothing!1",
                    "~~!!",
                    "%00",
                    "\"hero-2026!1",
                    "x!1~".repeat(700))) {
                Response page = page(site, "/home", "ajs_user_id=u; attune_experiments=" + hostile);
                assertEquals(expected, title(page), hostile);
                String cookie = requireNonNull(cookie(page), page.toString());
                assertTrue(cookie.startsWith("attune_experiments=hero-2026!"), cookie);
                assertFalse(cookie.contains("nothing"), "what no experiment is called is not kept");
            }
        }
    }

    @EachContainer
    void aFirstViewIsReportedOnce(Container container) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = container.running().deploy(app(segment.parameters()))) {
            for (int i = 0; i < 5; i++) {
                page(site, "/about", "ajs_user_id=Jane; ajs_anonymous_id=b1");
            }
            page(site, "/about", "ajs_user_id=Joe");
            await(segment, 2);
            String jane = segment.events().get(0);
            assertTrue(jane.contains("\"event\":\"Experiment Viewed\""), jane);
            assertTrue(jane.contains("\"userId\":\"Jane\",\"anonymousId\":\"b1\""), jane);
            assertTrue(jane.contains("\"experiment_id\":\"about-2026\""), jane);
            assertTrue(jane.contains("\"variation_id\":\""), jane);
            assertTrue(jane.contains("\"messageId\":\"attune-"), jane);
            assertTrue(
                    segment.events().get(1).contains("\"userId\":\"Joe\""),
                    segment.events().toString());
        }
    }

    @EachContainer
    void twoNodesNameOneViewAlike(Container container) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                Deployment node = container.running().deploy(app(segment.parameters()));
                Deployment other = container.running().deploy(app(segment.parameters()))) {
            page(node, "/about", "ajs_user_id=Jane");
            await(segment, 1);
            page(other, "/about", "ajs_user_id=Jane");
            await(segment, 2);
            assertEquals(
                    messageId(segment.events().get(0)),
                    messageId(segment.events().get(1)));
        }
    }

    @EachContainer
    void robotsPrefetchesScriptsAndVisitorsWithoutConsentAreNotCounted(Container container) throws Exception {
        Map<String, String> asking = Map.of("consent", "cookie:agreed");
        try (TrackingServer segment = new TrackingServer();
                Deployment site = container.running().deploy(app(with(segment.parameters(), asking)))) {
            Request agreed = Request.get("/home").header("Cookie", "agreed=yes; ajs_user_id=u");
            site.send(agreed.header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"));
            site.send(agreed.header("Sec-Purpose", "prefetch"));
            site.send(agreed.header("Sec-Fetch-Dest", "empty"));
            site.send(Request.of("HEAD", "/home").header("Cookie", "agreed=yes; ajs_user_id=u"));
            Response unasked = page(site, "/home", "ajs_user_id=u");
            assertNull(cookie(unasked));
            // Events leave in their order, so that of a counted view would have come after any of those.
            page(site, "/about", "agreed=yes; ajs_user_id=counted");
            await(segment, 1);
            assertTrue(
                    segment.events().get(0).contains("\"userId\":\"counted\""),
                    segment.events().toString());
        }
    }

    @EachContainer
    void pagesAreUnharmedAndEventsLostWhileSegmentIsDown(Container container) throws IOException {
        Map<String, String> parameters;
        try (TrackingServer gone = new TrackingServer()) {
            parameters = gone.parameters();
        }
        try (ProfilesServer profiles = new ProfilesServer();
                TrackingServer refusing = new TrackingServer().answer(401);
                Deployment down = container
                        .running()
                        .deploy(app(with(with(parameters, profiles.parameters()), Map.of("health", "on"))));
                Deployment refused = container
                        .running()
                        .deploy(app(
                                with(with(refusing.parameters(), profiles.parameters()), Map.of("health", "on"))))) {
            for (int i = 0; i < 20; i++) {
                assertEquals(200, page(down, "/about", "ajs_user_id=user-" + i).status());
                assertEquals(
                        200, page(refused, "/about", "ajs_user_id=user-" + i).status());
            }
            while (!refused.get("/attune/health").text().contains("\"exposures\":{\"sent\":0,\"lost\":20}")) {
                assertEquals(200, page(refused, "/about", "ajs_user_id=user-1").status());
            }
            // Where no server answers they are lost too, but only after tries that take a quarter of a minute.
            String health = down.get("/attune/health").text();
            assertTrue(health.contains("\"sent\":0,"), health);
            assertTrue(refusing.events().isEmpty());
        }
    }

    @EachContainer
    void whetherAVariationWasDealtOrKeptDoesNotChangeThePagesValidator(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app(Map.of()))) {
            Response first = page(site, "/home", "ajs_user_id=u");
            String kept = String.valueOf(cookie(first)).split(";", 2)[0];
            Response second = page(site, "/home", "ajs_user_id=u; " + kept);
            assertEquals(first.header("ETag"), second.header("ETag"));
            assertEquals("private, no-cache", first.header("Cache-Control"));
        }
    }

    private static WebApp app(Map<String, String> parameters) {
        return WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-eu", "/homepage-us", "/about")
                .filter("dev.attune.jakarta.PersonalizationFilter", with(parameters, Map.of("variations", HERO)))
                .attune();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static Response page(Deployment site, String path, String cookies) {
        try {
            return site.send(Request.get(path).header("Cookie", cookies));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(Response page) {
        String text = page.text();
        return text.substring(text.indexOf("<title>") + 7, text.indexOf("</title>"));
    }

    private static @Nullable String cookie(Response page) {
        return page.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("attune_experiments="))
                .findFirst()
                .orElse(null);
    }

    private static String whoWouldSeeAnother(Deployment site, String title) {
        for (int i = 0; ; i++) {
            if (!title(page(site, "/home", "ajs_user_id=user-" + i)).equals(title)) {
                return "user-" + i;
            }
        }
    }

    private static String messageId(String event) {
        return event.replaceFirst(".*\"messageId\":\"([^\"]*)\".*", "$1");
    }

    private static void await(TrackingServer segment, int events) throws InterruptedException {
        segment.await(come -> come.size() >= events);
        assertEquals(events, segment.events().size(), segment.events().toString());
    }
}
