package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.standin.Profiles;
import dev.attune.standin.SegmentStandIn;
import dev.attune.standin.Shop;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The demo as a presenter sees it: the shop, the control page beside it, and Attune's own pages. */
class DemoChromiumIT {
    private static final String VISITORS = "form[action=\"/visitor\"]";

    private static SegmentStandIn standIn;
    private static Shop shop;

    private Chromium chromium;

    @BeforeAll
    static void serve(@TempDir Path work) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        standIn = SegmentStandIn.start(
                0, Profiles.ofTheDemo(InstantSource.system()), URI.create("http://localhost:" + port + "/"));
        shop = Shop.start(webApp(), work, port, standIn);
    }

    /** The unpacked WAR, as the demo serves it. */
    private static Path webApp() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("..", "sample-webapp", "target"))) {
            return built.filter(path -> Files.isDirectory(path.resolve("WEB-INF")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
        standIn.close();
    }

    @BeforeEach
    void start() throws IOException {
        chromium = Chromium.start();
        chromium.screen(1280, 800, "light");
    }

    @AfterEach
    void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageIsAccessibleWideAndNarrowInTheLightAndInTheDark() throws Exception {
        Path axe =
                NpmPackages.in("axe", "axe-core/axe.min.js", "axe-core@4.11.0").path("axe-core/axe.min.js");
        String script = Files.readString(axe);
        openControl("/");
        become("user_id:anna");
        // The consent section is part of the shop's pages then.
        press("[value=GERMANY]");
        chromium.open(control("explain?path=/shop"));
        String explain = chromium.value("location.href");
        List<String> pages =
                new ArrayList<>(List.of(control(""), control("?path=/shop"), explain, explain + "&user=bob"));
        for (String page : List.of(
                "",
                "homepage-eu",
                "homepage-us",
                "first-cup",
                "first-cup-story",
                "shop",
                "shop-tea-first",
                "teapot",
                "about",
                "you")) {
            pages.add(shop.url() + page);
        }
        pages.add(shop.url() + "there/is/none");
        pages.add(shop.url() + "attune/explain?path=nonsense");
        pages.add(shop.url() + "?attune-preview=nonsense");
        pages.add(standIn.preview().toString());
        check(script, pages);
        chromium.open(explain);
        leave();
        check(script, List.of(explain));
    }

    private void check(String axe, List<String> pages) {
        List<String> faults = new ArrayList<>();
        for (String page : pages) {
            chromium.open(page);
            chromium.run(axe);
            for (String scheme : List.of("light", "dark")) {
                for (int width : new int[] {1280, 390}) {
                    // The same page: only its style sheets ask for the screen.
                    chromium.screen(width, 800, scheme);
                    String found = chromium.later("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                            + " 'wcag22aa', 'best-practice']}).then(result => result.violations.map(fault => fault.id"
                            + " + ' at ' + fault.nodes.map(node => node.target).join(', ')).join('; '))");
                    if (!found.isEmpty()) {
                        faults.add(page + " at " + width + " in the " + scheme + ": " + found);
                    }
                    if (!chromium.value("document.documentElement.scrollWidth <= innerWidth")
                            .equals("true")) {
                        faults.add(page + " at " + width + " scrolls sideways");
                    }
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void theControlPageHasAllInSightOnASmallScreen() throws Exception {
        openControl("/shop");
        for (String visitor : List.of("user_id:anna", "user_id:bob", "user_id:chiara")) {
            become(visitor);
            press("form:has([value=location]) button");
            awaitFrame("/shop");
            for (String part : List.of(
                    "main > [role=status]",
                    "[value=GERMANY]",
                    ".traits form:last-of-type",
                    ".states",
                    "#explain",
                    "#preview",
                    "#copy",
                    "#events",
                    "#events li:nth-child(3)")) {
                // The experiment's event comes in the background.
                for (int attempt = 0; attempt < 200 && !isThere(part); attempt++) {
                    openControl("/shop");
                    press("form:has([value=location]) button");
                }
                assertInSight(part);
            }
        }
        assertTrue(text("main > [role=status]").contains("its webhook answered 200"));
    }

    @Test
    void aStrangerInTheEuropeanUnionIsAskedForConsentAndANewBrowserIsInTheExperimentOfItsFirstPage() throws Exception {
        openControl("/first-cup");
        press("[value=AMERICA]");
        become("");
        awaitFrame("/first-cup");
        chromium.open(shop.url() + "first-cup");
        chromium.await("true", "!!analytics.initialized && attune.traits.shouldShowConsent === false");
        assertTrue(!isAsked());
        openControl("/first-cup");
        press("[value=GERMANY]");
        become("");
        awaitFrame("/first-cup");
        for (String part : List.of("[value=GERMANY]", ".traits a", ".states", "#explain", "#preview", "#copy")) {
            assertInSight(part);
        }
        String heard = "document.querySelector('#events').textContent";
        String id = chromium.value("document.cookie.replace(/.*ajs_anonymous_id=(.{8}).*|.*/, '$1')");
        for (int attempt = 0; attempt < 2000 && id.isEmpty(); attempt++) {
            id = chromium.value("document.cookie.replace(/.*ajs_anonymous_id=(.{8}).*|.*/, '$1')");
        }
        chromium.await("true", heard + ".includes('Landing page: " + id + "\u2026 saw')");
        chromium.await("true", heard + ".includes('Page /first-cup: " + id + "\u2026 in DE, by way of the shop')");
        assertInSight("#events");
        chromium.open(shop.url() + "about");
        chromium.await("grid", "getComputedStyle(document.querySelector('#consent-section')).display");
        chromium.run("document.querySelector('#consent-section [value=no]').click()");
        chromium.open(shop.url() + "about");
        assertEquals("undefined", chromium.value("typeof analytics._writeKey"));
    }

    private void assertInSight(String part) {
        assertTrue(isThere(part), part);
        String bottom = "document.querySelector('" + part + "').getBoundingClientRect().bottom";
        assertEquals("true", chromium.value(bottom + " <= innerHeight"), part + ": " + chromium.value(bottom));
    }

    @Test
    void theShopStaysOnItsPageWhileVisitorsSwitchAndTheExperimentShowsBothItsPages() throws Exception {
        openControl("/");
        chromium.run("document.querySelector('iframe').src = '" + shop.url() + "shop'");
        awaitFrame("/shop");
        become("user_id:anna");
        awaitFrame("/shop");
        assertEquals("1", armOf("user_id:anna"));
        assertEquals("0", armOf("user_id:bob"));
        assertEquals("1", armOf("user_id:anna"));
    }

    /** Visits the shelves, and asks the explain page which it was. */
    private String armOf(String visitor) throws Exception {
        openControl("/shop");
        become(visitor);
        String shelf = "";
        for (int attempt = 0; attempt < 200; attempt++) {
            chromium.open(shop.url() + "shop");
            if (chromium.value("document.querySelector('#greeting').textContent")
                    .startsWith("Hello")) {
                shelf = chromium.value("document.querySelector('#shelf a').getAttribute('href')");
                break;
            }
        }
        return shelf.equals("matcha") ? "1" : shelf.equals("teapot") ? "0" : shelf;
    }

    @Test
    void aPageIsExplainedByOneClick() throws Exception {
        openControl("/shop");
        become("user_id:bob");
        chromium.open(chromium.value("document.querySelector('#explain').href"));
        assertEquals("/shop", text("h1"));
        assertTrue(text("body").contains("Order of the shelves"), text("body"));
    }

    @Test
    void theQuestionOutlivesTheFormForTheKey() {
        chromium.open(shop.url() + "attune/explain?path=/shop&user=bob&trust=signed");
        chromium.run("document.querySelector('[name=key]').value = 'not it'");
        press("[value=enter]");
        assertTrue(text("[role=alert]").contains("not the key"));
        chromium.run("document.querySelector('[name=key]').value = '" + shop.explainKey() + "'");
        press("[value=enter]");
        assertEquals("/shop", text("h1"));
        assertEquals("bob", chromium.value("document.querySelector('[name=user]').value"));
        assertEquals("signed", chromium.value("document.querySelector('[name=trust]').value"));
    }

    @Test
    void thePreviewFormKeepsWhatWasTypedAndTheLinkIsWhole() {
        chromium.open(control("explain?path=/shop"));
        chromium.run("document.querySelector('[name=traits]').value = '{\"plan\": '");
        chromium.run("document.querySelector('[name=hours]').value = '168'");
        chromium.run("document.querySelector('[name=experiment]').value = 'shelves'");
        chromium.run("document.querySelector('[name=arm]').value = 'abc'");
        press("[value=preview]");
        assertTrue(text("[role=alert]").startsWith("No link: "), text("[role=alert]"));
        assertEquals("{\"plan\":", chromium.value("document.querySelector('[name=traits]').value"));
        assertEquals("168", chromium.value("document.querySelector('[name=hours]').value"));
        assertEquals("abc", chromium.value("document.querySelector('[name=arm]').value"));
        chromium.run("document.querySelector('[name=traits]').value = '{\"first_name\": \"Dana\"}'");
        press("[value=preview]");
        assertEquals("No link: 'abc' is no whole number from 0 on", text("[role=alert]"));
        chromium.run("document.querySelector('[name=arm]').value = '1'");
        press("[value=preview]");
        String link = text("#link");
        assertTrue(link.startsWith(shop.url() + "shop?attune-preview="), link);
        assertEquals("copy", chromium.value("document.activeElement.id"));
        chromium.open(link);
        assertEquals("Hello, Dana", text("#greeting"));
        assertEquals("matcha", chromium.value("document.querySelector('#shelf a').getAttribute('href')"));
    }

    @Test
    void aPreviewLinkIsCopiedWholeFromTheControlPageAndFromTheExplainPage() throws Exception {
        chromium.allowCopies();
        openControl("/shop");
        become("user_id:anna");
        chromium.run("document.querySelector('#copy').click()");
        chromium.await("Copied", "document.querySelector('#copied').textContent");
        String link = chromium.later("navigator.clipboard.readText()");
        assertTrue(link.startsWith(shop.url() + "shop?attune-preview="), link);
        chromium.open(control("explain?path=/teapot"));
        press("[value=preview]");
        chromium.run("document.querySelector('#copy').click()");
        chromium.await("Copied", "document.querySelector('#copied').textContent");
        link = chromium.later("navigator.clipboard.readText()");
        assertTrue(link.startsWith(shop.url() + "teapot?attune-preview="), link);
        chromium.open(link);
        assertTrue(isThere("#attune-preview"));
    }

    @Test
    void theExplainPageCanBeUsedByTheKeyboard() throws Exception {
        chromium.open(control("explain?path=/shop"));
        String controls = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]"
                + ".filter(control => control.type !== 'hidden' && control.checkVisibility())";
        List<String> all = IntStream.range(0, Integer.parseInt(chromium.value(controls + ".length")))
                .mapToObj(String::valueOf)
                .toList();
        chromium.run("document.body.tabIndex = -1; document.body.focus()");
        Set<String> reached = new LinkedHashSet<>();
        // A field for a time stops at each of its parts.
        for (int stop = 0; stop < 5 * all.size() && !reached.containsAll(all); stop++) {
            chromium.key(Keys.TAB);
            String control = chromium.value(controls + ".indexOf(document.activeElement)");
            if (!control.equals("-1")) {
                reached.add(control);
                assertTrue(
                        chromium.value("document.activeElement.matches(':focus-visible')"
                                        + " && getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                                .equals("true"),
                        chromium.value("document.activeElement.outerHTML"));
            }
        }
        assertEquals(all, List.copyOf(reached), "each control, in the order of the page");
        chromium.run(
                "document.querySelector('[name=path]').value = '/about'; document.querySelector('[name=path]').focus()");
        chromium.key(Keys.ENTER);
        chromium.await("/about", "document.querySelector('h1').textContent");
    }

    @Test
    void onANarrowScreenEachReasonIsInSightAndNoOutcomeIsCutInTwo() {
        chromium.screen(390, 800, "light");
        chromium.open(control("explain?path=/shop"));
        assertTrue(text("tbody").contains("Order of the shelves"), text("tbody"));
        assertEquals(
                "",
                chromium.value(
                        "[...document.querySelectorAll('td, tbody th')].filter(cell => cell.getBoundingClientRect()"
                                + ".right > innerWidth || cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"));
        assertEquals(
                "",
                chromium.value("[...document.querySelectorAll('.badge')]"
                        + ".filter(badge => badge.getClientRects().length !== 1).map(badge => badge.textContent)"));
    }

    @Test
    void anAnswerToTheQuestionOfConsentIsRememberedForThisVisitorOnly() throws Exception {
        for (String visitor : List.of("user_id:anna", "user_id:chiara")) {
            openControl("/");
            become(visitor);
            for (int attempt = 0; attempt < 200 && !isAsked(); attempt++) {
                chromium.open(shop.url().toString());
            }
            assertTrue(isAsked(), visitor);
            chromium.run("document.querySelector('#consent-section button').click()");
            chromium.open(shop.url() + "about");
            assertTrue(!isAsked(), visitor);
        }
    }

    private boolean isAsked() {
        return chromium.value("(c => c && getComputedStyle(c).display)(document.querySelector('#consent-section'))")
                .equals("grid");
    }

    private boolean isThere(String selector) {
        return chromium.value("!!document.querySelector('" + selector + "')").equals("true");
    }

    private void become(String visitor) {
        press(VISITORS + " [value=\"" + visitor + "\"]");
        assertEquals(
                "true",
                chromium.value("document.querySelector('" + VISITORS + " [value=\"" + visitor + "\"]').ariaPressed"));
    }

    private void leave() {
        press("[value=leave]");
    }

    /** Presses a button of a form, and waits for the page that follows. */
    private void press(String button) {
        String before = chromium.value("performance.timeOrigin");
        chromium.run("document.querySelector('" + button + "').click()");
        for (int attempt = 0; attempt < 2000; attempt++) {
            String now = chromium.value("document.readyState + performance.timeOrigin");
            if (now.startsWith("complete") && !now.equals("complete" + before)) {
                return;
            }
        }
        throw new AssertionError("no page follows " + button);
    }

    private void awaitFrame(String path) throws InterruptedException {
        chromium.await(shop.url().resolve(path).toString(), "document.querySelector('#address').textContent");
    }

    private void openControl(String path) {
        chromium.open(control("?path=" + path));
    }

    private static String control(String path) {
        return standIn.controlPage().resolve(path).toString();
    }

    private String text(String selector) {
        return chromium.value("(e => e ? e.textContent : '')(document.querySelector('" + selector + "'))");
    }
}
