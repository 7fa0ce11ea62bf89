package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.SegmentServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segment's own analytics.js from the site's own domain, on a browser's very first view. */
class FirstPartyChromiumIT {
    private static final String KEY = SegmentServer.KEY;
    private static final String SETTINGS = """
            {"integrations": {"Segment.io": {"apiKey": "%s", "versionSettings": {"componentTypes": ["browser"]}}},
             "plan": {"track": {"__default": {"enabled": true, "integrations": {}}}}, "analyticsNextEnabled": true,
             "middlewareSettings": {}, "enabledMiddleware": {}, "metrics": {"sampleRate": 0}, "remotePlugins": []}
            """.formatted(KEY);
    private static final String COOKIE_ID = "document.cookie.replace(/.*ajs_anonymous_id=([^;]*).*|.*/, '$1')";

    private SegmentServer segment;
    private Browser browser;
    private @Nullable Deployment site;
    private String url = "";

    @BeforeEach
    void open() throws IOException, InterruptedException {
        browser = Chromium.start();
        segment = new SegmentServer();
        String library = "@segment/analytics-next/dist/umd/standalone.js";
        NpmPackages npm;
        try {
            npm = NpmPackages.in("analytics-js", library, "@segment/analytics-next@1.84.3", "@segment/snippet@5.2.1");
        } catch (IOException e) {
            Tools.require(false, "analytics.js cannot be had from npm: " + e.getMessage());
            throw e;
        }
        String script = "text/javascript";
        segment.file("/analytics.js/v1/" + KEY + "/analytics.min.js", script, Files.readString(npm.path(library)))
                .file("/v1/projects/" + KEY + "/settings", "application/json", SETTINGS);
        try (Stream<Path> bundles = Files.list(npm.path("@segment/analytics-next/dist/umd"))) {
            for (Path bundle :
                    bundles.filter(file -> file.toString().endsWith(".js")).toList()) {
                segment.file("/analytics-next/bundles/" + bundle.getFileName(), script, Files.readString(bundle));
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void theExposureAndThePageEventOfTheFirstViewCarryOneId() throws Exception {
        deploy(Map.of());
        String id = idOfFirstView("/home");
        assertTrue(
                awaited("/v1/batch", 1).get(0).contains("\"anonymousId\":\"" + id + "\""), segment.calls()::toString);
        assertEquals(id, browser.value("analytics.user().anonymousId()"));
        String page = segment.events("/v1/p").get(0);
        assertFalse(page.contains("writeKey"), page);
        assertEquals("", browser.value("document.cookie.replace(/.*(attune_aid).*|.*/, '$1')"), "no script sees it");
    }

    @Test
    void soTheyDoUnderPoliciesAndWithAHiddenKey() throws Exception {
        deploy(Map.of("analyticsRedactKey", "on", "clientTraits", "{\"vip\": {\"when\": {}}}"));
        int events = 0;
        for (String policy : List.of(
                "default-src 'self'",
                "script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'",
                "script-src 'nonce-abc'; connect-src 'self'")) {
            browser.open(url + "/home?policy=" + URLEncoder.encode(policy, StandardCharsets.UTF_8));
            String id = browser.value("document.querySelector('[data-id]').getAttribute('data-id')");
            String event = awaited("/v1/p", ++events).get(events - 1);
            assertTrue(event.contains("\"anonymousId\":\"" + id + "\""), policy + " " + event);
            browser.await("true", "attune.traits.vip");
            assertFalse(browser.value("document.documentElement.outerHTML").contains(KEY), policy);
        }
    }

    @Test
    void aBrowserThatHasLostWhatScriptsWroteGetsTheSameIdBack() throws Exception {
        deploy(Map.of());
        String id = idOfFirstView("/home");
        browser.value("(localStorage.clear(), document.cookie = 'ajs_anonymous_id=; max-age=0; path=/')");
        assertEquals("", browser.value(COOKIE_ID));
        browser.open(url + "/other");
        browser.await(id, COOKIE_ID);
        assertTrue(awaited("/v1/p", 2).get(1).contains("\"anonymousId\":\"" + id + "\""), segment.calls()::toString);
    }

    @Test
    void aResetGivesANewId() throws Exception {
        deploy(Map.of());
        String id = idOfFirstView("/home");
        browser.await("true", "!!window.analytics.initialized");
        browser.value("analytics.reset()");
        browser.await(
                "true",
                "performance.getEntriesByType('resource').some(function (entry) { return /\\/attune\\/reset$/.test(entry.name)"
                        + " && entry.responseEnd > 0; })");
        browser.open(url + "/home");
        String next = browser.value("document.querySelector('[data-id]').getAttribute('data-id')");
        assertNotEquals(id, next);
        browser.await(next, COOKIE_ID);
        assertTrue(awaited("/v1/p", 2).get(1).contains("\"anonymousId\":\"" + next + "\""), segment.calls()::toString);
    }

    @Test
    void withoutConsentThereIsNoCookieAndNoCall() throws Exception {
        deploy(Map.of("consent", "cookie:agreed=yes"));
        browser.open(url + "/home");
        browser.await("complete", "document.readyState");
        assertEquals("", browser.value("document.cookie"));
        assertEquals("undefined", browser.value("typeof analytics"));
        assertEquals(List.of(), segment.calls());
        browser.value("document.cookie = 'agreed=yes; path=/'");
        browser.open(url + "/home");
        awaited("/v1/p", 1);
    }

    @Test
    void aPageWithASnippetOfItsOwnKeepsIt() throws Exception {
        deploy(Map.of());
        browser.open(url + "/home?snippet=own");
        browser.await("complete", "document.readyState");
        assertEquals("0", browser.value("document.querySelectorAll('script[src*=\"analytics.min.js\"]').length"));
        assertEquals("undefined", browser.value("typeof analytics._writeKey"));
    }

    private String idOfFirstView(String path) throws Exception {
        browser.open(url + path);
        String id = browser.value("document.querySelector('[data-id]').getAttribute('data-id')");
        String event = awaited("/v1/p", 1).get(0);
        assertTrue(event.contains("\"anonymousId\":\"" + id + "\""), event);
        browser.await(id, COOKIE_ID);
        return id;
    }

    private List<String> awaited(String path, int number) throws InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (segment.events(path).size() < number && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(segment.events(path).size() >= number, () -> path + " of " + segment.calls());
        return segment.events(path);
    }

    private void deploy(Map<String, String> more) throws IOException {
        Map<String, String> parameters = new HashMap<>(segment.parameters());
        parameters.putAll(Map.of(
                "anonymousId",
                "server",
                "analyticsSnippet",
                "on",
                "variations",
                "[{\"route\": \"/home\", \"experiment\": \"hero\", \"serve\": [null, \"/home-b\"]}]"));
        parameters.putAll(more);
        Deployment deployed = Container.TOMCAT_11
                .running()
                .deploy(WebApp.create()
                        .servlet(FirstPartyPages.class, "/home", "/home-b", "/other")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
        site = deployed;
        url = deployed.url();
    }
}
