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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segment's own analytics.js from the site's own domain, on a browser's very first view, whichever browser it is. */
abstract class FirstPartyCases {
    private static final String KEY = SegmentServer.KEY;
    private static final String SETTINGS = """
            {"integrations": {"Segment.io": {"apiKey": "%s", "versionSettings": {"componentTypes": ["browser"]}}},
             "plan": {"track": {"__default": {"enabled": true, "integrations": {}}}}, "analyticsNextEnabled": true,
             "middlewareSettings": {}, "enabledMiddleware": {}, "metrics": {"sampleRate": 0}, "remotePlugins": []}
            """.formatted(KEY);
    private static final String PAGE_ID = "document.querySelector('[data-id]').getAttribute('data-id')";
    private static final String COOKIE_ID = "document.cookie.replace(/.*ajs_anonymous_id=([^;]*).*|.*/, '$1')";

    private SegmentServer segment;
    private Browser browser;
    private @Nullable Deployment site;
    private String url = "";

    /** Starts a new browser. */
    abstract Browser start() throws IOException;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        browser = start();
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
            String id = browser.value(PAGE_ID);
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
        // The server hears of it behind the page's back. A browser of old drops the news when the page is left before
        // they went out.
        String ask = "(function (request) { request.open('GET', '/home', false); request.send();"
                + " return String(request.responseText.indexOf('" + id + "') < 0); })(new XMLHttpRequest())";
        browser.await("true", ask.replace("/home", url + "/home"));
        browser.open(url + "/home");
        String next = browser.value(PAGE_ID);
        assertNotEquals(id, next);
        browser.await(next, COOKIE_ID);
        String given = "\"anonymousId\":\"" + next + "\"";
        await(() -> segment.events("/v1/p").stream().anyMatch(event -> event.contains(given)));
        await(() -> segment.events("/v1/batch").stream().anyMatch(event -> event.contains(given)));
    }

    /** The Edge SDK served these as code. */
    @Test
    void anIdThatLooksLikeCodeStaysAnId() throws Exception {
        deploy(Map.of("clientTraits", "{\"vip\": {\"when\": {}}}"));
        for (String id : List.of(
                "x\");document.title='owned';(\"x", "x//#y", "</script><script>document.title='owned'</script>")) {
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            browser.open(url + "/other?snippet=own");
            browser.value("(document.cookie = 'ajs_user_id=" + encoded
                    + "; path=/', document.cookie = 'ajs_anonymous_id=" + encoded + "; path=/')");
            browser.open(url + "/other");
            browser.await("true", "!!window.analytics.initialized && attune.traits.vip");
            assertEquals("/other", browser.value("document.title"));
            assertEquals(id, browser.value("analytics.user().anonymousId()"));
            assertEquals(id, browser.value(PAGE_ID));
        }
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
    void eachOfSeveralNewBrowsersIsReportedOnceUnderTheIdThatItsEventsCarry() throws Exception {
        deploy(Map.of());
        Set<String> ids = new HashSet<>();
        for (int i = 1; i <= 5; i++) {
            browser.close();
            browser = start();
            browser.open(url + "/home");
            String given = "\"anonymousId\":\"" + browser.value(PAGE_ID) + "\"";
            String variation =
                    "\"variation_id\":\"" + (browser.value("document.title").equals("/home") ? 0 : 1) + "\"";
            await(() -> segment.events("/v1/p").stream().anyMatch(event -> event.contains(given)));
            await(() -> segment.events("/v1/batch").stream()
                    .anyMatch(event -> event.contains(given) && event.contains(variation)));
            assertTrue(ids.add(given), given);
        }
        assertEquals(5, segment.events("/v1/p").size());
    }

    @Test
    void aPageWithASnippetOfItsOwnKeepsIt() throws Exception {
        deploy(Map.of());
        browser.open(url + "/home?snippet=own");
        browser.await("complete", "document.readyState");
        assertEquals("0", browser.value("document.querySelectorAll('script[src*=\"analytics.min.js\"]').length"));
        assertEquals("undefined", browser.value("typeof analytics._writeKey"));
    }

    final String idOfFirstView(String path) throws Exception {
        browser.open(url + path);
        String id = browser.value(PAGE_ID);
        String event = awaited("/v1/p", 1).get(0);
        assertTrue(event.contains("\"anonymousId\":\"" + id + "\""), event);
        browser.await(id, COOKIE_ID);
        return id;
    }

    private List<String> awaited(String path, int number) throws InterruptedException {
        await(() -> segment.events(path).size() >= number);
        return segment.events(path);
    }

    /** Waits for what Segment is to be sent. */
    private void await(BooleanSupplier sent) throws InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (!sent.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(sent.getAsBoolean(), () -> segment.calls().toString());
    }

    final void deploy(Map<String, String> more) throws IOException {
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
