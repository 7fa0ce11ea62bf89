package dev.attune.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.attune.jakarta.preview.PreviewLink;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the demo promises: one URL, another page for each visitor. */
@Timeout(30)
class PersonalizedShopTest {
    private static final String ANNA = "ajs_user_id=anna";
    private static final String BOB = "ajs_user_id=bob";
    private static final String CHIARA = "ajs_user_id=chiara";
    /** Of all visitors the one whom no other test looks up. */
    private static final String SOMEBODY = "ajs_anonymous_id=7b0e5c1a-2d1f-4a53-9f0e-3c8d5a1b6e42";

    private static RunningShop shop;

    @BeforeAll
    static void start(@TempDir Path work) throws Exception {
        shop = RunningShop.start(work);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
    }

    @Test
    void oneUrlHasAHomePageForEachVisitor() throws Exception {
        assertEquals("Europe", eyebrow(home(ANNA)));
        assertEquals("United States", eyebrow(home(BOB)));
        assertEquals("Anywhere you are", eyebrow(parse(shop.get("/", ""))));
    }

    @Test
    void aVisitorIsGreetedByNameOnEveryPage() throws Exception {
        assertEquals("Hello, Anna", home(ANNA).select("#greeting").text());
        assertEquals(
                "Hello, Anna",
                parse(shop.get("/teapot", ANNA)).select("#greeting").text());
        assertEquals(
                "Welcome", parse(shop.get("/teapot", "")).select("#greeting").text());
    }

    @Test
    void thePageHasTheVisitorsColour() throws Exception {
        assertTrue(home(BOB).head().html().contains("--attune-page-color:#ffe6cc"));
        assertFalse(shop.get("/", "").body().contains("--attune-page-color:"));
    }

    @Test
    void theBrowserLearnsWhatTheRulesNameAndNothingElse() throws Exception {
        assertTrue(home(ANNA).head().html().contains("\"shouldShowConsent\":true"));
        assertTrue(home(BOB).head().html().contains("\"shouldShowConsent\":false"));
        assertFalse(home(ANNA).html().contains("anna@example.com"));
    }

    @Test
    void anExperimentShowsTwoVisitorsTwoShelvesAndTellsSegment() throws Exception {
        assertEquals("matcha", firstOnTheShelf(ANNA));
        assertEquals("teapot", firstOnTheShelf(BOB));
        List<String> told = List.of();
        while (told.size() < 2) {
            told = shop.events();
        }
        assertEquals(
                Set.of(
                        "Experiment Viewed Order of the shelves: anna saw tea first",
                        "Experiment Viewed Order of the shelves: bob saw everything"),
                Set.copyOf(told));
    }

    private static String firstOnTheShelf(String visitor) throws Exception {
        return parse(shop.get("/shop", visitor)).select("#shelf a").attr("href");
    }

    @Test
    void anAudienceIsShownItsProducts() throws Exception {
        assertEquals(
                "sencha", home(CHIARA).select("[aria-label='Picked for you'] a").attr("href"));
        assertTrue(home(ANNA).select("[aria-label='Picked for you']").isEmpty());
    }

    @Test
    void whileSegmentIsSilentANewVisitorGetsTheShopsOwnPageAndAKnownOneTheirs() throws Exception {
        home(ANNA);
        shop.api("HUNG");
        try {
            assertEquals("Anywhere you are", eyebrow(parse(shop.get("/", SOMEBODY))));
            assertEquals("Europe", eyebrow(parse(shop.get("/", ANNA))));
        } finally {
            shop.api("UP");
        }
    }

    @Test
    void aPreviewLinkShowsTheShopAsACustomerWhoDoesNotExist() throws Exception {
        String link = PreviewLink.to("/")
                .traits(Map.of("first_name", "Dana", "location", "US"))
                .url(shop.explainKey(), "");
        String cookie = shop.get(link, ANNA).headers().firstValue("Set-Cookie").orElseThrow();
        Document page = parse(shop.get("/", ANNA + "; " + cookie.substring(0, cookie.indexOf(';'))));
        assertEquals("United States", eyebrow(page));
        assertEquals("Hello, Dana", page.select("#greeting").text());
        assertTrue(page.select("#attune-preview").text().contains("first_name \"Dana\""));
    }

    @Test
    void whyAVisitorSeesAPageIsForThoseWhoHoldTheKey() throws Exception {
        String page = "/attune/explain?path=/&user=anna";
        assertEquals(401, shop.get(page, ANNA).statusCode());
        String cookie = shop.explainSession();
        Document explained = parse(shop.get(page, cookie));
        assertTrue(explained.select("dl").text().contains("/homepage-eu"), explained.text());
    }

    /** Waits for the visitor's own page: the first look-ups of a JVM may take longer than a page waits. */
    private Document home(String cookie) throws Exception {
        Predicate<Document> isPersonal = page -> page.select("#greeting").text().startsWith("Hello");
        for (int attempt = 0; attempt < 1000; attempt++) {
            Document page = parse(shop.get("/", cookie));
            if (isPersonal.test(page)) {
                return page;
            }
        }
        return fail("no page for " + cookie);
    }

    @Test
    void aMissingPageIsThePlainKettlesOwnAtAnyDepth() throws Exception {
        home(ANNA);
        for (String path : List.of("/nothing", "/a/b/nothing", "/assets/nothing.css")) {
            HttpResponse<String> answer = shop.get(path, ANNA);
            Document page = Jsoup.parse(answer.body());
            assertEquals(404, answer.statusCode(), path);
            assertEquals("There is no such page.", page.select("h1").text(), path);
            assertEquals("/assets/shop.css", page.select("[rel=stylesheet]").attr("href"), path);
        }
        assertEquals(
                "Hello, Anna",
                Jsoup.parse(shop.get("/nothing", ANNA).body())
                        .select("#greeting")
                        .text());
    }

    @Test
    void theShopReadsAProfileAsARecordAndByJsonBAsABeanWithAnAdapter() throws Exception {
        home(ANNA);
        Document anna = parse(shop.get("/you", ANNA));
        assertEquals("Anna", anna.select("#you-name").text());
        assertEquals("2 April 2023", anna.select("#you-since").text());
        assertEquals("\u2605\u2605\u2605\u2606\u2606", anna.select("#you-stars").text());
        assertEquals("Rotterdam", anna.select("#you-from").text());
        Document stranger = parse(shop.get("/you", ""));
        assertEquals("a guest", stranger.select("#you-name").text());
        assertEquals("\u2606".repeat(5), stranger.select("#you-stars").text());
    }

    private static String eyebrow(Document page) {
        return page.select(".eyebrow").text();
    }

    private static Document parse(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        return Jsoup.parse(answer.body());
    }
}
