package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/** A page goes without what is late, and uncounted, only where its script can bring that and count. */
@Timeout(120)
class LateScriptIT {
    private static final String CODE = "Attune-Outcome";
    private static final ProfilesServer PROFILES =
            new ProfilesServer().visitor("user_id:anna", "{\"first_name\": \"Anna\", \"location\": \"EU\"}");
    private static final Site SITE = Site.of(app());

    private static WebApp app() {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put(
                "cache",
                "[{\"route\": \"/first\", \"shared\": \"1m\", \"first\": \"default\"}, {\"route\": \"/*\", \"shared\": \"5m\"}]");
        parameters.put(
                "variations",
                "[{\"route\": \"/arm/*\", \"experiment\": \"hero\", \"weights\": [0, 1], \"serve\": [null, \"/arm-b\"]}]");
        parameters.put("clientTraits", "{\"eu\": {\"when\": {\"location\": \"EU\"}}}");
        parameters.put(
                "content",
                "[{\"route\": \"/page\", \"select\": \"h1\", \"text\": \"Hello {first_name}\", \"late\": true}]");
        return WebApp.create()
                .servlet(OutcomePages.class, "/page", "/first", "/other", "/arm/*", "/arm-b")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    private static Request anna(String path) {
        return Request.get(path)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36")
                .header("Cookie", "ajs_user_id=anna");
    }

    private static String code(Deployment site) throws IOException {
        return requireNonNull(site.send(anna("/page")).header(CODE));
    }

    private static boolean isShared(Response page) {
        return String.join(",", page.headers("Cache-Control")).contains("s-maxage");
    }

    @EachContainer
    void aPolicyThatLetsTheScriptRunAndAskLetsCachesKeepThePage(Container container) throws IOException {
        Deployment site = SITE.on(container);
        for (String path : List.of("/page", "/arm/x")) {
            Response page = site.send(anna(path + "?as=connected").header(CODE, code(site)));
            assertTrue(isShared(page), page.toString());
            assertTrue(page.text().contains("data-shown") && !page.text().contains("Anna"), page.toString());
        }
    }

    @EachContainer
    void aPageWhoseScriptCannotRunOrAskIsMadeForItsVisitor(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site);
        for (String as : List.of("closed", "unconnected")) {
            Response page = site.send(anna("/page?as=" + as).header(CODE, code));
            assertFalse(isShared(page), page.toString());
            assertTrue(page.text().contains("<h1>Hello Anna</h1>"), page.toString());
            assertFalse(page.text().contains("data-shown"), page.toString());
            assertEquals(code, page.header(CODE));
            // Its view is counted by the app, which hears of it.
            assertFalse(isShared(site.send(anna("/arm/x?as=" + as).header(CODE, code))), as);
            // Nothing is late there, and nothing counts.
            assertTrue(isShared(site.send(anna("/other?as=" + as).header(CODE, code))), as);
        }
    }

    @EachContainer
    void aPartOfAPageHasNoScriptAndIsSharedOnlyWhereItNeedsNone(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site);
        Response part =
                site.send(anna("/page?as=fragment").header("HX-Request", "true").header(CODE, code));
        assertFalse(isShared(part), part.toString());
        assertEquals("<h1>Hello Anna</h1>", part.text());
        assertFalse(isShared(site.send(
                anna("/arm/x?as=fragment").header("HX-Request", "true").header(CODE, code))));
    }

    @EachContainer
    void aPathTooLongForATokenKeepsAnExperimentsPagePrivate(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response page = site.send(anna("/arm/" + "x".repeat(400)).header(CODE, code(site)));
        assertTrue(page.text().contains("<p>/arm-b</p>"), page.toString());
        assertFalse(isShared(page), page.toString());
    }

    @EachContainer
    void aFirstPageWhoseScriptCannotRunBringsTheCodeItself(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response open = site.send(anna("/first").header(CODE, "first"));
        assertTrue(isShared(open), open.toString());
        assertNull(open.header("Set-Cookie"));
        Response closed = site.send(anna("/first?as=closed").header(CODE, "first"));
        assertFalse(isShared(closed), closed.toString());
        assertEquals(code(site), closed.header(CODE), closed.toString());
        assertTrue(String.valueOf(closed.header("Set-Cookie")).startsWith("attune_outcome=" + code(site)));
    }

    /** A cache sends the word for visitors without a code with each of their requests. */
    @EachContainer
    void theScriptOfAFirstPageGetsTheCodeThroughTheCache(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response answer = site.send(
                anna("/attune/visitor?path=" + site.contextPath() + "/first").header(CODE, "first"));
        assertTrue(answer.text().contains("\"eu\":true"), answer.toString());
        assertEquals(code(site), answer.header(CODE), answer.toString());
        assertTrue(String.valueOf(answer.header("Set-Cookie")).startsWith("attune_outcome=" + code(site)));
    }
}
