package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What client traits do in a browser, whichever it is. */
abstract class ClientTraitsCases {
    private static final Map<String, Object> EU = Map.of("shouldShowConsent", true, "firstName", "Zoë");
    private static final Map<String, Object> US = Map.of("shouldShowConsent", false);

    private Shop shop;
    private Browser browser;

    abstract Browser start() throws IOException;

    final Shop shop() {
        return shop;
    }

    final Browser browser() {
        return browser;
    }

    @BeforeEach
    void open() throws IOException {
        browser = start();
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
    void showsTheConsentSectionOnTheFirstViewAndOnTheSecond() throws Exception {
        String url = shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(EU));
        for (String view : List.of("first", "second")) {
            browser.open(url);
            browser.await("done", Pages.IS_DONE);
            assertEquals("block", browser.value(Pages.CONSENT_DISPLAY), view);
        }
    }

    @Test
    void hidesTheConsentSectionOnTheFirstViewAndOnTheSecond() throws Exception {
        String url = shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(US));
        for (String view : List.of("first", "second")) {
            browser.open(url);
            browser.await("done", Pages.IS_DONE);
            assertEquals("none", browser.value(Pages.CONSENT_DISPLAY), view);
        }
    }

    @Test
    void hidesTheConsentSectionWhereNothingIsKnown() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(Map.of())));
        browser.await("done", Pages.IS_DONE);
        assertEquals("none", browser.value(Pages.CONSENT_DISPLAY));
        assertEquals("{}", browser.value("JSON.stringify(attune.traits)"));
    }

    @Test
    void tellsNobodyAndStoresNothing() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(EU)));
        browser.await("done", Pages.IS_DONE);
        awaitTrackingCalls(1);
        assertEquals("null", browser.value("localStorage.getItem('ajs_user_traits')"));
        browser.value("analytics.identify('zoe', { plan: 'pro' })");
        awaitTrackingCalls(2);
        assertTrue(shop.trackingCalls().get(0).startsWith("POST /v1/p "), shop.trackingCalls()::toString);
        assertTrue(shop.trackingCalls().get(1).startsWith("POST /v1/i "), shop.trackingCalls()::toString);
        assertTrue(
                shop.requests().stream().noneMatch(r -> r.contains("shouldShowConsent") || r.contains("firstName")),
                shop.requests()::toString);
        assertTrue(
                !browser.value("JSON.stringify(localStorage) + document.cookie").contains("firstName"));
    }

    @Test
    void laysOursOverWhatAnalyticsJsHasStored() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(EU)));
        browser.await("done", Pages.IS_DONE);
        browser.value("analytics.identify('zoe', { plan: 'pro', firstName: 'stored' })");
        browser.await(
                "pro,Zoë,true",
                "(function (t) { return [t.plan, t.firstName, t.shouldShowConsent]; })(analytics.user().traits())");
    }

    @Test
    void forgetsOursWhenTheVisitorIsReset() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(EU)));
        browser.await("done", Pages.IS_DONE);
        browser.value("analytics.reset()");
        browser.await("{}{}", "JSON.stringify(analytics.user().traits()) + JSON.stringify(attune.traits)");
    }

    @Test
    void givesEachReaderACopy() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.shop(shop.snippet())).with(EU)));
        browser.await("done", Pages.IS_DONE);
        browser.value("analytics.user().traits().firstName = 'other'");
        browser.value("attune.traits.firstName = 'other'");
        assertEquals("Zoë", browser.value("analytics.user().traits().firstName"));
    }

    @Test
    void standsInOnAPageWithoutAnalyticsJs() throws Exception {
        browser.open(shop.serve("/eu", Visit.to(Pages.shop("")).with(EU)));
        browser.await("done", Pages.IS_DONE);
        assertEquals("block", browser.value(Pages.CONSENT_DISPLAY));
        browser.open(shop.serve("/us", Visit.to(Pages.shop("")).with(US)));
        browser.await("done", Pages.IS_DONE);
        assertEquals("none", browser.value(Pages.CONSENT_DISPLAY));
    }

    @Test
    void givesWayToASnippetThatComesLate() throws Exception {
        shop.script("/late.js", shop.snippet());
        browser.open(shop.serve("/", Visit.to(Pages.shop("")).with(EU)));
        browser.await("done", Pages.IS_DONE);
        browser.value(
                "(function (s) { s.src = '/late.js'; document.head.appendChild(s); })(document.createElement('script'))");
        browser.await("true", "analytics.initialized === true");
        browser.await("Zoë", "analytics.user().traits().firstName");
        awaitTrackingCalls(1);
    }

    @Test
    void worksAfterTheSnippetToo() throws Exception {
        String head = "<script>" + shop.snippet() + "</script><script type='application/json' id='attune-traits'>"
                + "{\"shouldShowConsent\": true}</script><script src='/attune/client.js'></script>";
        browser.open(shop.serve("/", Visit.to(Pages.page(head, "<script>" + Pages.CONSENT + "</script>"))));
        browser.await("true", "analytics.user && analytics.user().traits().shouldShowConsent");
        assertEquals("block", browser.value(Pages.CONSENT_DISPLAY));
    }

    @Test
    void dropsAPrototypeThatStandsInTheBlock() throws Exception {
        String head = "<script type='application/json' id='attune-traits'>"
                + "{\"__proto__\": {\"isAdmin\": true}, \"a\": {\"__proto__\": {\"isAdmin\": true}}}</script>"
                + "<script src='/attune/client.js'></script>";
        browser.open(shop.serve("/", Visit.to(Pages.page(head, ""))));
        browser.await("{\"a\":{}}", "JSON.stringify(analytics.user().traits())");
        assertEquals("undefined", browser.value("analytics.user().traits().isAdmin"));
        assertEquals("undefined", browser.value("attune.traits.a.isAdmin"));
        assertEquals(
                "false",
                browser.value(
                        "Object.keys(attune.traits).concat(Object.keys(attune.traits.a)).indexOf('__proto__') >= 0"));
    }

    @Test
    void offersTheTraitsWithoutAnalyticsJs() throws Exception {
        String script = "<script>var early = attune.traits.firstName; attune.ready(function (traits) {"
                + " document.documentElement.lang = document.readyState + early + traits.firstName; });</script>";
        browser.open(shop.serve("/", Visit.to(Pages.page(script, "")).with(EU)));
        browser.await("interactiveZoëZoë", Pages.IS_DONE);
    }

    @Test
    void overlaysAnotherInstanceWhenAsked() throws Exception {
        browser.open(shop.serve("/", Visit.to(Pages.page("", "")).with(EU)));
        browser.value(
                "(window.other = { on: function () {}, user: function () { return { traits: function () { return { a: 1 }; } }; } })");
        browser.value("attune.overlay(other), attune.overlay(other)");
        assertEquals("1,Zoë", browser.value("(function (t) { return [t.a, t.firstName]; })(other.user().traits())"));
    }

    private void awaitTrackingCalls(int count) throws InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (shop.trackingCalls().size() < count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertEquals(count, shop.trackingCalls().size(), shop.trackingCalls()::toString);
    }
}
