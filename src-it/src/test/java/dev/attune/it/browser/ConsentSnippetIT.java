package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import java.awt.Color;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way: a profile, the filter in a container, Segment's analytics.js, and what a visitor then sees. */
class ConsentSnippetIT {
    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\", \"favorite_color\": \"teal\"}")
            .visitor("user_id:bob", "{\"location\": \"US\", \"favorite_color\": \"tan\"}");

    private static Shop segment;
    private static Deployment site;

    @BeforeAll
    static void deploy() throws IOException {
        segment = new Shop(AnalyticsJs.get());
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "10s");
        parameters.put("clientTraits", "{\"shouldShowConsent\": {\"when\": {\"location\": \"EU\"}}}");
        parameters.put("pageColor", "{\"trait\": \"favorite_color\"}");
        site = Container.JETTY_12_1_EE10
                .running()
                .deploy(WebApp.create()
                        .file("shop.html", Pages.shop(segment.snippet()))
                        .file("login.html", "<!DOCTYPE html><title>Who are you?</title>")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }

    @AfterAll
    static void stop() throws IOException {
        if (site != null) {
            site.close();
        }
        if (segment != null) {
            segment.close();
        }
        PROFILES.close();
    }

    @Test
    void obeysTheSnippetInHtmlUnit() throws Exception {
        try (Browser browser = new HtmlUnitBrowser()) {
            obeysTheSnippet(browser, "anna", "block");
        }
        try (Browser browser = new HtmlUnitBrowser()) {
            obeysTheSnippet(browser, "bob", "none");
        }
    }

    @Test
    void obeysTheSnippetAndTheColourInChromium() throws Exception {
        try (Chromium browser = Chromium.start()) {
            obeysTheSnippet(browser, "anna", "block");
            assertEquals(new Color(0, 128, 128), browser.pixel(700, 400));
            assertEquals(Color.GREEN, browser.pixel(150, 250));
            obeysTheSnippet(browser, "bob", "none");
            assertEquals(new Color(210, 180, 140), browser.pixel(150, 250));
        }
    }

    /** The first is the one above; what the others call is tested by calls of its own. */
    @Test
    void everyScriptInTheDocumentsIsOneThatABrowserReads() throws Exception {
        try (Chromium browser = Chromium.start()) {
            for (String document : List.of("README.md", "docs/browser.md", "docs/analytics.md")) {
                List<String> scripts = Pages.scripts(document);
                assertFalse(scripts.isEmpty(), document);
                for (String script : scripts) {
                    String quoted = script.replace("{ … }", "{}")
                            .replace("\\", "\\\\")
                            .replace("'", "\\'")
                            .replace("\n", "\\n");
                    assertEquals("function", browser.value("typeof new Function('" + quoted + "')"), script);
                }
            }
            assertTrue(Pages.scripts("docs/browser.md").get(0).contains(Pages.CONSENT));
        }
    }

    private static void obeysTheSnippet(Browser browser, String visitor, String display) throws Exception {
        browser.open(site.url() + "/login.html");
        // analytics.js would give the visitor of before his cookie back from there.
        browser.value("localStorage.clear()");
        browser.value("document.cookie = 'ajs_user_id=" + visitor + "; path=/'");
        for (String view : List.of("first", "second")) {
            browser.open(site.url() + "/shop.html");
            browser.await("done", Pages.IS_DONE);
            assertEquals(display, browser.value(Pages.CONSENT_DISPLAY), visitor + ", " + view + " view");
        }
        assertTrue(segment.trackingCalls().stream().noneMatch(call -> call.startsWith("POST /v1/i")));
        assertTrue(segment.requests().stream().noneMatch(request -> request.contains("shouldShowConsent")));
    }
}
