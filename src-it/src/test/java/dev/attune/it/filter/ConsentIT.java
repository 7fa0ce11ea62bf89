package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Who has not agreed to be known is not looked up, and given no cookie. */
class ConsentIT {
    private static final String YES = "OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0003%3A1";
    private static final String NO = "OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0003%3A0";

    private static final ProfilesServer PROFILES = new ProfilesServer();
    private static final Site SITE = Site.of(app("onetrust:C0003,gpc"));

    private static WebApp app(String consent) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("identity", "signed-cookie,cookie");
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put("consent", consent);
        parameters.put("profileBudget", "10s");
        parameters.put(
                "variations", "[{\"route\": \"/signed\", \"when\": {\"plan\": \"pro\"}, \"serve\": \"/home-pro\"}]");
        parameters.put("content", "[{\"route\": \"/*\", \"select\": \"#hello\", \"text\": \"Hello, {first_name}\"}]");
        return WebApp.create()
                .servlet(AccountPages.class, "/signed", "/home-pro", "/page", "/visitor", "/sign-in", "/sign-out")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    /** A visitor whom no cache knows yet. */
    private static String visitor(Container container, String name) {
        String id = name + "-" + container.name().toLowerCase(Locale.ROOT);
        PROFILES.visitor("user_id:" + id, "{\"first_name\": \"Anna\", \"plan\": \"pro\"}");
        return "ajs_user_id=" + id + "; ajs_anonymous_id=a-" + id;
    }

    private static boolean wasAsked(String visitor) {
        String id = visitor.substring(visitor.indexOf('=') + 1, visitor.indexOf(';'));
        return PROFILES.asked().stream().anyMatch(key -> key.endsWith(id));
    }

    private static Response get(Deployment site, String path, String cookies) throws IOException {
        return site.send(Request.get(path).header("Cookie", cookies));
    }

    @EachContainer
    void whoHasAgreedIsKnown(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String visitor = visitor(container, "agreed") + "; " + YES;
        assertTrue(get(site, "/signed", visitor).text().contains("<title>/home-pro</title>"));
        assertTrue(get(site, "/page", visitor).text().contains("Hello, Anna"));
        assertTrue(wasAsked(visitor));
    }

    @EachContainer
    void whoHasNotIsLookedUpNowhere(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String visitor = visitor(container, "silent");
        for (String said : new String[] {
            "",
            "; " + NO,
            "; OptanonConsent=",
            "; OptanonConsent=groups=C0003%3A1&groups=C0003%3A0",
            "; OptanonConsent=landingPath=%26groups%3DC0003%3A1",
            "; optanonconsent=groups=C0003%3A1",
            "; " + YES + "; " + NO,
            "; OptanonConsent=groups=" + "C0003%3A1%2C".repeat(300) + "C0003%3A0"
        }) {
            Response page = get(site, "/signed", visitor + said);
            assertTrue(page.text().contains("<title>/signed</title>"), said + page);
            assertArrayEquals(
                    site.get("/page").body(), get(site, "/page", visitor + said).body());
            assertEquals(
                    "key=null trust=CLAIMED profile= sure=",
                    get(site, "/visitor", visitor + said).text());
        }
        assertFalse(wasAsked(visitor), PROFILES.asked().toString());
    }

    @EachContainer
    void whoseBrowserAsksToBeLeftAloneIsLookedUpNowhere(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String visitor = visitor(container, "gpc");
        Response page = site.send(
                Request.get("/signed").header("Cookie", visitor + "; " + YES).header("Sec-GPC", "1"));
        assertTrue(page.text().contains("<title>/signed</title>"), page.toString());
        assertFalse(wasAsked(visitor));
        assertTrue(get(site, "/signed", visitor + "; " + YES).text().contains("<title>/home-pro</title>"));
    }

    @EachContainer
    void whoTakesTheConsentBackIsUnknownFromTheNextPageOn(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String visitor = visitor(container, "withdrawn");
        Response known = get(site, "/page", visitor + "; " + YES);
        assertTrue(known.text().contains("Hello, Anna"), known.toString());
        Response unknown = get(site, "/page", visitor + "; " + NO);
        assertFalse(unknown.text().contains("Anna"), unknown.toString());
        // What the browser has kept of the page is not confirmed.
        Response again = site.send(Request.get("/page")
                .header("Cookie", visitor + "; " + NO)
                .header("If-None-Match", String.valueOf(known.header("ETag"))));
        assertEquals(200, again.status());
        assertFalse(again.text().contains("Anna"), again.toString());
    }

    @EachContainer
    void noCookieIsSetWithoutConsent(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response refused = get(site, "/sign-in?user=anna", NO);
        assertEquals("signed in: false", refused.text());
        assertNull(refused.header("Set-Cookie"), refused.toString());
        Response accepted = get(site, "/sign-in?user=anna", YES);
        assertEquals("signed in: true", accepted.text());
        String cookie = String.valueOf(accepted.header("Set-Cookie"));
        String signed = cookie.substring(0, cookie.indexOf(';'));
        assertTrue(get(site, "/visitor", signed + "; " + YES).text().startsWith("key=user_id:anna trust=SIGNED"));
        // A cookie from better days is not read either.
        assertTrue(get(site, "/visitor", signed + "; " + NO).text().startsWith("key=null"));
        // But it can be taken away.
        assertTrue(String.valueOf(get(site, "/sign-out", signed + "; " + NO).header("Set-Cookie"))
                .startsWith("attune_id=;"));
    }

    @EachContainer
    void cachesAreToldWhatItHangsOn(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String vary = String.join(", ", get(site, "/page", YES).headers("Vary"));
        assertTrue(List.of(vary.split(", *")).containsAll(List.of("Cookie", "Sec-GPC")), vary);
    }

    @EachContainer
    void readsATransparencyString(Container container) throws IOException {
        try (Deployment site = container.running().deploy(app("tcf:3+4:23,header:X-Region=eu"))) {
            String visitor = visitor(container, "tcf");
            // Purposes 3 to 9 and vendors 23, 37, …, as the IAB Tech Lab's decoder is tested with, but for this site.
            String string =
                    "euconsent-v2=COrEAV4OrXx94ACABBENAHCoAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA";
            Request request = Request.get("/signed").header("Cookie", visitor + "; " + string);
            assertTrue(site.send(request).text().contains("<title>/signed</title>"));
            assertTrue(site.send(request.header("X-Region", "us")).text().contains("<title>/signed</title>"));
            assertTrue(get(site, "/signed", visitor + "; " + string.substring(0, 60))
                    .text()
                    .contains("/signed<"));
            assertFalse(wasAsked(visitor), PROFILES.asked().toString());
            assertTrue(site.send(request.header("X-Region", "eu")).text().contains("<title>/home-pro</title>"));
        }
    }
}
