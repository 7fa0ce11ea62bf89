package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.attune.it.cache.CacheServer;
import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.filter.TrackingServer;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors see of pages that come from nginx, with the recipe of the documents. */
@Timeout(300)
class SharedPagesChromiumIT {
    private static final Color TEAL = new Color(0, 128, 128);
    private static final String TRAITS = "JSON.stringify(attune.traits)";
    private static final String HEADING = "document.querySelector('h1').textContent";
    private static final String CODE_IS_THERE = "/attune_outcome=[\\w-]{22}/.test(document.cookie)";
    private static final String ANNA = "{\"name\":\"Anna\",\"eu\":true}";

    @TempDir
    Path folder;

    private final TrackingServer segment = new TrackingServer();
    private final ProfilesServer profiles = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\", \"first_name\": \"Anna\", \"color\": \"teal\"}")
            .visitor("user_id:carl", "{\"location\": \"EU\"}")
            .visitor("user_id:bob", "{\"location\": \"EU\", \"first_name\": \"Bob\", \"color\": \"white\"}");

    private Chromium browser;
    private Deployment site;
    private CacheServer cache;

    @BeforeEach
    void open() throws IOException {
        browser = Chromium.start();
        site = Container.TOMCAT_11.running().deploy(app());
        cache = CacheServer.nginxByRecipeForFirst(folder, URI.create(site.url()).getPort());
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (cache != null) {
            cache.close();
        }
        if (site != null) {
            site.close();
        }
        profiles.close();
        segment.close();
    }

    private WebApp app() {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.putAll(segment.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put("cache", """
                [{"route": "/first", "shared": "10m", "first": "default"}, {"route": "/page", "shared": "10m"},
                 {"route": "/arm", "shared": "10m"}]""");
        parameters.put("variations", """
                [{"route": "/page", "when": {"location": "EU"}, "serve": "/page-eu"},
                 {"route": "/arm", "experiment": "hero", "weights": [0, 1], "serve": [null, "/arm-b"]},
                 {"route": "/counted", "experiment": "counted", "serve": [null, "/arm-b"]}]""");
        parameters.put("clientTraits", """
                {"name": {"trait": "first_name", "late": true}, "eu": {"when": {"location": "EU"}}}""");
        parameters.put("pageColor", "{\"trait\": \"color\", \"late\": true}");
        parameters.put(
                "content",
                "[{\"route\": \"/*\", \"select\": \"h1\", \"text\": \"Hello {first_name}\", \"late\": true}]");
        return WebApp.create()
                .servlet(LatePages.class, "/first", "/page", "/page-eu", "/arm", "/arm-b", "/counted")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + cache.port() + site.contextPath() + path;
    }

    /** Makes the browser's visitor a user; what the browser knows of outcomes stays. */
    private void become(String user) {
        if (!browser.value("location.pathname").startsWith(site.contextPath())) {
            browser.open(url("/missing"));
        }
        browser.run("document.cookie = 'ajs_user_id=" + user + ";path=" + site.contextPath() + "'");
    }

    /** Returns whether the open page's URL comes from the cache. */
    private String hit() {
        return browser.later("fetch(location.href).then(page => page.headers.get('X-Cache'))");
    }

    private void assertNothingOfVisitors() throws IOException {
        String bytes = browser.later("fetch(location.href).then(page => page.text())");
        assertFalse(bytes.contains("Anna") || bytes.contains("Bob") || bytes.contains("teal"), bytes);
        assertFalse(cache.keeps("Anna") || cache.keeps("Bob") || cache.keeps("teal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/page?policy=strict"})
    void aPageFromTheCacheIsCompletedForItsVisitor(String path) throws Exception {
        become("bob");
        browser.open(url(path));
        browser.open(url(path));
        browser.await("Hello Bob", HEADING);
        become("anna");
        browser.open(url(path));
        assertEquals("HIT", hit());
        browser.await("Hello Anna", HEADING);
        browser.await(ANNA, TRAITS);
        assertEquals("/page-eu", browser.value("document.title"));
        assertEquals(TEAL, browser.pixel(700, 400));
        assertEquals(
                "[\"Anna\"]",
                browser.later("new Promise(done => attune.ready(traits => done(JSON.stringify([traits.name]))))"));
        assertNothingOfVisitors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/first", "/first?policy=strict"})
    void aFirstPageIsTheSameForAllAndBringsTheCode(String path) throws Exception {
        browser.open(url(path));
        assertEquals(
                "HIT",
                browser.later(
                        "fetch(location.href, { credentials: 'omit' }).then(page => page.headers.get('X-Cache'))"),
                "a browser of no visitor has filled the cache");
        browser.run("document.cookie = 'attune_outcome=;max-age=0;path=" + site.contextPath() + "'");
        become("anna");
        browser.open(url(path));
        browser.await("Hello Anna", HEADING);
        browser.await(ANNA, TRAITS);
        assertEquals(TEAL, browser.pixel(700, 400));
        browser.await("true", CODE_IS_THERE);
        browser.open(url("/page"));
        assertEquals("/page-eu", browser.value("document.title"));
        assertEquals("HIT", hit(), "its code was there with the first page");
        assertNothingOfVisitors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/first", "/page"})
    void aBrowserWithoutAVisitorKeepsThePageAsItIs(String path) throws Exception {
        browser.open(url(path));
        // Behind a first page the code comes in its own time, and is part of the key from then on.
        browser.await("true", CODE_IS_THERE);
        browser.open(url(path));
        assertEquals("HIT", hit());
        browser.run("window.heard = 0; document.addEventListener('attune:traits', () => window.heard++)");
        browser.later("attune.refresh()");
        assertEquals("you", browser.value(HEADING));
        assertEquals("{\"eu\":false}", browser.value(TRAITS));
        assertNotEquals(TEAL, browser.pixel(700, 400));
    }

    @Test
    void eachVisitorOfAnExperimentCountsOnceWhereverThePageComesFrom() throws Exception {
        become("anna");
        browser.open(url("/arm"));
        browser.open(url("/arm"));
        for (String user : List.of("bob", "anna", "bob", "carl")) {
            become(user);
            browser.open(url("/arm"));
            assertEquals("HIT", hit());
            assertEquals("/arm-b", browser.value("document.title"));
            awaitView(user, "hero");
        }
        become("the-last");
        browser.open(url("/counted"));
        awaitView("the-last", "counted");
        assertEquals(List.of("anna", "bob", "carl"), heard("hero"));
    }

    private void awaitView(String user, String experiment) throws InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (!heard(experiment).contains(user) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(
                List.of(user), heard(experiment).stream().filter(user::equals).toList());
    }

    private List<String> heard(String experiment) {
        return segment.events().stream()
                .filter(event -> event.contains("\"experiment_id\":\"" + experiment + "\""))
                .map(event -> event.replaceFirst(".*\"userId\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
