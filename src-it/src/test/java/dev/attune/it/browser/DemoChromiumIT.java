package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo as a presenter sees it: the shop, and the control page beside it. */
class DemoChromiumIT extends DemoInChromium {
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
}
