package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that a browser or a library asks for ahead: one that is seen counts once, another never. */
class SeenPagesChromiumIT {
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

    private void askAhead(String how, String user) throws IOException, InterruptedException {
        site.logIn(browser, user);
        browser.open(site.url("/start?head=" + how + "&user=" + user));
        if (how.equals("turbo")) {
            browser.value(
                    "document.getElementById('next').dispatchEvent(new MouseEvent('mouseenter', { bubbles: true }))");
        }
        site.awaitAhead("/home-b head=" + how + "&user=" + user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "prerender", "turbo"})
    void aPageCountsOnceWhenItIsSeen(String how) throws Exception {
        askAhead(how, "anna");
        assertEquals(List.of(), site.heard("hero"), "asked for, and not seen yet");
        browser.value("document.getElementById('next').click()");
        browser.await("/home-b", "document.title");
        site.awaitView("anna", "hero");
        assertEquals(List.of("anna"), site.viewers(browser, "hero"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "prerender", "turbo"})
    void aPageThatIsNeverSeenDoesNotCount(String how) throws Exception {
        askAhead(how, "anna");
        assertEquals(List.of(), site.viewers(browser, "hero"));
    }

    @Test
    void aPageThatIsLoadedCountsOnTheServer() throws Exception {
        site.logIn(browser, "anna");
        browser.open(site.url("/home"));
        assertEquals("0", browser.value("document.querySelectorAll('[data-token]').length"));
        assertEquals(List.of("anna"), site.viewers(browser, "hero"));
    }

    @Test
    void aPageThatIsShownAgainFromTheBackForwardCacheDoesNotCountAgain() throws Exception {
        askAhead("prefetch", "anna");
        browser.value("document.getElementById('next').click()");
        browser.await("/home-b", "document.title");
        site.awaitView("anna", "hero");
        browser.open(site.url("/other"));
        browser.value("history.back()");
        browser.await("/home-b", "document.title");
        assertEquals(List.of("anna"), site.viewers(browser, "hero"));
    }
}
