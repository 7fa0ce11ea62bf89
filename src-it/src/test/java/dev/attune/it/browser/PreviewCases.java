package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.filter.ShopPages;
import dev.attune.jakarta.preview.PreviewLink;
import dev.attune.profile.ProfileKey;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews and the explain page in a browser, whichever it is, through the filter on Tomcat. */
abstract class PreviewCases {
    static final String RIBBON = "document.getElementById('attune-preview')";

    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final String HOSTILE = "</code><script>document.title='owned'</script>";

    private static ProfilesServer profiles;
    private static Deployment site;

    private Browser browser;

    abstract Browser start() throws IOException;

    @BeforeAll
    static void deploy() {
        profiles = new ProfilesServer()
                .visitor("user_id:jane", "{\"location\": \"EU\", \"first_name\": \"" + HOSTILE + "\"}");
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put("profileBudget", "3s");
        parameters.put("explainKey", KEY);
        parameters.put(
                "variations",
                "[{\"route\": \"/home\", \"when\": {\"location\": \"US\"}, \"serve\": \"/homepage-us\"}]");
        parameters.put("clientTraits", "{\"firstName\": {\"trait\": \"first_name\"}}");
        site = Container.TOMCAT_11
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us", "/about")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }

    @AfterAll
    static void undeploy() throws IOException {
        profiles.close();
        site.close();
    }

    @BeforeEach
    void open() throws IOException {
        browser = start();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    final Browser browser() {
        return browser;
    }

    final void open(String path) throws IOException {
        browser.open(site.url() + path);
    }

    final void open(PreviewLink link) throws IOException {
        browser.open(URI.create(site.url())
                .resolve(link.url(KEY, site.contextPath()))
                .toString());
    }

    final PreviewLink american() {
        return PreviewLink.to("/home?q=1").traits(Map.of("location", "US", "first_name", HOSTILE));
    }

    @Test
    void aLinkShowsThePageAndGoesAlongUntilItIsEnded() throws Exception {
        open(american());
        browser.await("/homepage-us", "document.title");
        assertEquals("?q=1", browser.value("location.search"));
        assertEquals(HOSTILE, browser.value("attune.traits.firstName"));
        String text = browser.value(RIBBON + ".textContent");
        assertTrue(text.startsWith("Preview You see this page as a visitor with first_name \""), text);
        assertEquals("0", browser.value(RIBBON + ".querySelectorAll('script').length"));
        assertFalse(browser.value("document.cookie").contains("attune"));
        open("/about");
        browser.await("Preview", RIBBON + ".getAttribute('aria-label')");
        browser.value(RIBBON + ".querySelector('a').click()");
        browser.await("null", RIBBON);
        assertTrue(browser.value("location.href").endsWith("/about"), browser.value("location.href"));
        open("/home");
        assertEquals("/home", browser.value("document.title"));
    }

    @Test
    void aStoredProfileIsSeenOnlyBehindTheKey() throws Exception {
        open(PreviewLink.to("/home").profile(ProfileKey.user("jane")));
        browser.await("/home", "document.title");
        assertEquals("undefined", browser.value("attune.traits.firstName"));
        assertTrue(browser.value(RIBBON + ".textContent").contains("as an unknown visitor would see it"));
        giveKey();
        open("/home");
        browser.await(HOSTILE, "attune.traits.firstName");
        assertTrue(browser.value(RIBBON + ".textContent").contains("as user_id:jane would see it"));
    }

    @Test
    void theExplainPageShowsWhatVisitorsSayAsText() throws Exception {
        giveKey();
        open("/attune/explain?path=/home&user=jane");
        browser.await("Explain /home – Attune", "document.title");
        assertEquals("0", browser.value("document.querySelectorAll('script').length"));
        assertTrue(browser.value("document.body.textContent").contains(HOSTILE));
        assertEquals("1080px", browser.value("getComputedStyle(document.querySelector('main')).maxWidth"));
        browser.value("document.querySelector('header button').click()");
        browser.await("Explain – Attune", "document.title");
        open("/attune/explain?path=/home&user=jane");
        browser.await("Explain – Attune", "document.title");
        assertFalse(browser.value("document.body.textContent").contains(HOSTILE));
    }

    private void giveKey() throws Exception {
        open("/attune/explain");
        browser.await("1", "document.querySelectorAll('input').length");
        browser.value("document.querySelector('input').value = '" + KEY + "'");
        browser.value("document.querySelector('button').click()");
        browser.await("Explain / – Attune", "document.title");
    }
}
