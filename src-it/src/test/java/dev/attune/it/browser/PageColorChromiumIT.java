package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.transform.ScriptPolicy;
import java.awt.Color;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a visitor sees, in pixels. */
class PageColorChromiumIT {
    private static final Color TEAL = new Color(0, 128, 128);
    private static final Color PAPER = new Color(0xfa, 0xfa, 0xfa);
    private static final Color CONSENT = new Color(0, 255, 0);

    private Chromium browser;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        browser = Chromium.start();
        shop = new Shop(AnalyticsJs.get());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void coloursTheWholePageAndItsText() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.page("", "")).in("teal")));
        assertColor(TEAL, 700, 400);
        assertColor(TEAL, 5, 5);
        assertEquals("rgb(255, 255, 255)", browser.value("getComputedStyle(document.body).color"));
        assertEquals(
                "teal #ffffff",
                browser.value("['color', 'text'].map(function (name) {"
                        + " return getComputedStyle(document.documentElement).getPropertyValue('--attune-page-' + name).trim();"
                        + " }).join(' ')"));
    }

    @Test
    void showsTheConsentSectionOnTheColouredPage() throws Exception {
        browser.open(shop.serve(
                "/eu",
                Visit.to(Pages.shop(shop.snippet()))
                        .with(Map.of("shouldShowConsent", true))
                        .in("teal")));
        browser.await("done", Pages.IS_DONE);
        assertColor(CONSENT, 150, 250);
        browser.open(shop.serve(
                "/us",
                Visit.to(Pages.shop(shop.snippet()))
                        .with(Map.of("shouldShowConsent", false))
                        .in("teal")));
        browser.await("done", Pages.IS_DONE);
        assertColor(TEAL, 150, 250);
    }

    @Test
    void leavesThePageAsItIsWhereTheColourIsNone() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.page("", "")).in("red;}body{display:none")));
        assertColor(PAPER, 700, 400);
    }

    @Test
    void carriesTheNonceOfTheStylePolicy() throws Exception {
        ScriptPolicy policy = new ScriptPolicy(null, "r4nd0m", true, true, false, false);
        browser.open(
                shop.serve("/", Visit.to(Pages.page("", "")).in("teal").under("style-src 'nonce-r4nd0m'", policy)));
        assertColor(TEAL, 700, 400);
    }

    @Test
    void usesAStyleAttributeWhereOnlyThatIsAllowed() throws Exception {
        ScriptPolicy policy = new ScriptPolicy(null, null, true, true, false, true);
        String csp = "style-src-elem 'self'; style-src-attr 'unsafe-inline'";
        browser.open(shop.serve("/", Visit.to(Pages.page("", "")).in("teal").under(csp, policy)));
        assertColor(TEAL, 700, 400);
        assertEquals("rgb(255, 255, 255)", browser.value("getComputedStyle(document.body).color"));
    }

    private void assertColor(Color expected, int x, int y) throws IOException {
        assertEquals(expected, browser.pixel(x, y));
    }
}
