package dev.attune.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the demo promises of visitors of whom nothing is known: the request decides, and a new browser counts at once. */
@Timeout(60)
class StrangersTest {
    private static final String EVENT = """
            {"type": "page", "messageId": "m%s", "anonymousId": "%s", "context": {"page": {"path": "/first-cup"}}}
            """;

    private RunningShop shop;

    @BeforeEach
    void start(@TempDir Path work) throws Exception {
        shop = RunningShop.start(work);
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    @Test
    void aStrangerFromTheEuropeanUnionIsAskedForConsent() throws Exception {
        assertTrue(isAsked(shop.get("/", "demo_country=DE")));
        assertFalse(isAsked(shop.get("/", "demo_country=US")));
        assertFalse(isAsked(shop.get("/", "")));
        assertFalse(
                isAsked(shop.send(shop.request("/", "").header("X-Country", "DE"))),
                "the country is what the gateway says, and not what a browser says");
    }

    private static boolean isAsked(HttpResponse<String> page) {
        boolean isAsked = page.body().contains("\"shouldShowConsent\":true");
        assertEquals(!isAsked, page.body().contains("\"shouldShowConsent\":false"), page.body());
        return isAsked;
    }

    @Test
    void aNewBrowserIsInTheExperimentOfTheLandingPageAtItsFirstView() throws Exception {
        HttpResponse<String> answer = shop.get("/first-cup", "");
        Document page = Jsoup.parse(answer.body());
        String id = page.select("[data-id]").attr("data-id");
        assertTrue(
                answer.headers().firstValue("Set-Cookie").orElse("").startsWith("attune_aid=" + id + ";"),
                answer.headers().toString());
        String variation = page.select(".eyebrow").text().equals("The story") ? "story" : "offer";
        assertEquals(
                List.of("Experiment Viewed Landing page: " + id.substring(0, 8) + "\u2026 saw " + variation), told());
        assertEquals(
                page.select(".eyebrow").text(),
                Jsoup.parse(shop.get("/first-cup", "attune_aid=" + id).body())
                        .select(".eyebrow")
                        .text());
    }

    @Test
    void anEventOfTheBrowserReachesSegmentByWayOfTheShopAndSaysTheCountry() throws Exception {
        assertEquals(200, post("demo_country=DE", 1, "anna"));
        assertEquals(200, post("", 2, "8c9e6679-7425-40de-944b-e07fc1f90ae7"));
        assertEquals(
                List.of(
                        "Page /first-cup: 8c9e6679\u2026, by way of the shop",
                        "Page /first-cup: anna in DE, by way of the shop"),
                told());
    }

    @Test
    void theBrowsersScriptComesFromTheShop() throws Exception {
        Document page = Jsoup.parse(shop.get("/", "").body());
        String script = page.select("[data-src]").attr("data-src");
        HttpResponse<String> served = shop.get(script, "");
        assertEquals(200, served.statusCode(), script);
        assertTrue(served.body().startsWith("// The demo's own script"), served.body());
        String settings = page.select("[data-cdn]").attr("data-cdn") + "/v1/projects/"
                + page.select("[data-key]").attr("data-key") + "/settings";
        assertTrue(shop.get(settings, "").body().contains("Segment.io"), settings);
    }

    @Test
    void aVisitorWhoSaysNoIsKnownNoMore() throws Exception {
        String anna = "ajs_user_id=anna";
        for (int attempt = 0; attempt < 1000 && !isGreeted(anna); attempt++) {
            assertFalse(isGreeted(anna + "; shop_consent=no"));
        }
        assertTrue(isGreeted(anna));
        HttpResponse<String> page = shop.get("/first-cup", anna + "; shop_consent=no");
        assertEquals(List.of(), page.headers().allValues("Set-Cookie"));
        assertFalse(page.body().contains("data-id") || page.body().contains("data-key"), page.body());
        assertFalse(isGreeted(anna + "; shop_consent=no"));
        assertEquals(403, post("shop_consent=no", 1, "anna"));
    }

    private boolean isGreeted(String cookie) throws Exception {
        return shop.get("/", cookie).body().contains("Hello, Anna");
    }

    private int post(String cookie, int number, String id) throws Exception {
        return shop.send(
                        shop.request("/attune/v1/p", cookie).POST(BodyPublishers.ofString(EVENT.formatted(number, id))))
                .statusCode();
    }

    /** Waits for events: those of the server come behind its pages. */
    private List<String> told() throws Exception {
        List<String> told = shop.events();
        while (told.get(0).startsWith("Nothing yet")) {
            told = shop.events();
        }
        return told;
    }
}
