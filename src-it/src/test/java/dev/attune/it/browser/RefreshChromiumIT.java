package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traits on pages that change without being loaded: after a log-in, on a route change, with Turbo and with htmx. */
class RefreshChromiumIT {
    private static final String TRAITS = "JSON.stringify(attune.traits)";
    private static final String USER_TRAITS = "JSON.stringify(analytics.user().traits())";
    private static final String ANNA = "{\"firstName\":\"Anna\",\"vip\":true}";
    private static final String BOB = "{\"firstName\":\"Bob\",\"vip\":false}";
    private static final String LOG_IN = "fetch('log-in?user=%s').then(function () { return attune.refresh(); })";

    private ClientSite site;
    private Browser browser;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        browser = Chromium.start();
        site = ClientSite.deploy();
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void afterALogInThePageKnowsTheVisitor() throws Exception {
        browser.open(site.url("/other"));
        assertEquals("{\"vip\":false}", browser.value(TRAITS));
        browser.value("document.addEventListener('attune:traits', function (event) {"
                + " window.heard = JSON.stringify(event.detail.traits) + event.bubbles; })");
        browser.value(LOG_IN.formatted("anna")
                + ".then(function (state) { window.promised = JSON.stringify(state.traits); })");
        browser.await(ANNA, "window.promised");
        assertEquals(ANNA + "false", browser.value("window.heard"));
        assertEquals(ANNA, browser.value(TRAITS));
        assertEquals(ANNA, browser.value(USER_TRAITS));
    }

    @Test
    void aRouteChangeAsksForTheNewPath() throws Exception {
        site.logIn(browser, "anna");
        browser.value("history.pushState({}, '', 'home')");
        browser.value(
                "attune.refresh().then(function (state) { window.promised = JSON.stringify(state.experiments); })");
        browser.await("{\"hero\":1}", "window.promised");
        browser.value("history.pushState({}, '', 'other')");
        browser.value(
                "attune.refresh().then(function (state) { window.promised = JSON.stringify(state.experiments); })");
        browser.await("{}", "window.promised");
    }

    @Test
    void ofTwoQuestionsUnderWayTheLaterCounts() throws Exception {
        site.logIn(browser, "anna");
        browser.value("window.counts = [], document.addEventListener('attune:traits', function (event) {"
                + " counts.push(Object.keys(event.detail.experiments).length); })");
        browser.value("(function () { history.pushState({}, '', 'home'); var first = attune.refresh();"
                + " history.pushState({}, '', 'other'); var second = attune.refresh();"
                + " Promise.all([first, second]).then(function () { window.both = true; }); })()");
        browser.await("true", "window.both");
        assertEquals("0", browser.value("counts.join()"));
    }

    @Test
    void whatTheServerRefusesRejectsThePromiseAndLeavesTheTraits() throws Exception {
        site.logIn(browser, "anna");
        browser.open(site.url("/other"));
        browser.value("history.pushState({}, '', '/elsewhere')");
        browser.value("attune.refresh().catch(function (error) { window.failed = error.message; })");
        browser.await("attune.refresh: the path leads to no page of this web app", "window.failed");
        assertEquals(ANNA, browser.value(TRAITS));
    }

    @Test
    void anAnswerThatComesAfterAResetIsForgotten() throws Exception {
        site.logIn(browser, "anna");
        browser.open(site.url("/other"));
        browser.value("attune.refresh().then(function () { window.done = true; }), analytics.reset()");
        browser.await("true", "window.done");
        assertEquals("{}", browser.value(TRAITS));
        assertEquals("{}", browser.value(USER_TRAITS));
    }

    @Test
    void theBaseOfThePageDoesNotLeadTheQuestionElsewhere() throws Exception {
        site.logIn(browser, "anna");
        browser.value("document.head.insertAdjacentHTML('afterbegin', '<base href=\"http://127.0.0.1:1/x/\">')");
        browser.value("attune.refresh().then(function () { window.done = true; })");
        browser.await("true", "window.done");
        assertEquals(ANNA, browser.value(TRAITS));
    }

    @Test
    void aPageThatIsMergedTwiceKeepsOneOverlay() throws Exception {
        site.logIn(browser, "anna");
        browser.open(site.url("/other"));
        browser.value("(window.first = attune, window.user = analytics.user, window.count = 0,"
                + " document.addEventListener('attune:traits', function () { count++; }))");
        String merge = "(function (old) { [].forEach.call(document.querySelectorAll('head > script'), function (s) {"
                + " var copy = document.createElement('script'); copy.textContent = s.textContent;"
                + " if (s.id) { copy.id = s.id; copy.type = s.type; copy.textContent = '{\"vip\":\"%s\"}'; }"
                + " document.head.appendChild(copy); }); })()";
        browser.value(merge.formatted("first"));
        assertEquals("{\"vip\":\"first\"}", browser.value(TRAITS));
        browser.value(merge.formatted("second"));
        assertEquals("{\"vip\":\"second\"}", browser.value(TRAITS));
        assertEquals("{\"vip\":\"second\"}", browser.value(USER_TRAITS));
        assertEquals("true", browser.value("attune === first && analytics.user === user"));
        browser.value("attune.refresh().then(function () { window.done = true; })");
        browser.await("true", "window.done");
        assertEquals(ANNA, browser.value(TRAITS));
    }

    @Test
    void turboVisitsRefreshTheTraits() throws Exception {
        site.logIn(browser, "bob");
        browser.open(site.url("/start?head=turbo"));
        browser.await("true", "window.refreshed > 0");
        assertEquals(BOB, browser.value(TRAITS));
        browser.value("(window.same = attune, fetch('log-in?user=anna').then(function () {"
                + " document.getElementById('next').click(); }))");
        browser.await("/home-b", "document.title");
        browser.await(ANNA, TRAITS);
        assertEquals("true", browser.value("attune === same"), "the page was not loaded anew");
        browser.value("history.back()");
        browser.await("/start", "document.title");
        browser.await(ANNA, TRAITS);
        assertEquals(ANNA, browser.value(USER_TRAITS));
    }

    @Test
    void htmxVisitsRefreshTheTraitsWithAndWithoutTheHead() throws Exception {
        for (String head : new String[] {"htmx", "head-support"}) {
            site.logIn(browser, "bob");
            browser.open(site.url("/start?head=" + head));
            browser.await("true", "!!document.body.getAttribute('hx-boost')");
            assertEquals(BOB, browser.value(TRAITS));
            browser.value("(window.same = attune, fetch('log-in?user=anna').then(function () {"
                    + " document.getElementById('next').click(); }))");
            browser.await("/home-b", "document.querySelector('h1').textContent");
            browser.await(ANNA, TRAITS);
            assertEquals(ANNA, browser.value(USER_TRAITS), head);
            assertEquals("true", browser.value("attune === same"), "the page was not loaded anew with " + head);
        }
    }

    @Test
    void aFragmentForHtmxKeepsItsRowsAndTheTraits() throws Exception {
        site.logIn(browser, "anna");
        browser.open(site.url("/start?head=htmx"));
        browser.await("true", "!!document.body.getAttribute('hx-boost')");
        browser.value("document.getElementById('rows').click()");
        browser.await("2", "document.querySelectorAll('#rows > tr').length");
        assertEquals("12", browser.value("document.getElementById('rows').textContent"));
        assertEquals("1", browser.value("document.querySelectorAll('#attune-traits').length"));
        assertTrue(browser.value(TRAITS).contains("Anna"));
    }
}
