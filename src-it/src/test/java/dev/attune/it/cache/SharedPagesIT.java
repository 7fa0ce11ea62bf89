package dev.attune.it.cache;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import dev.attune.jakarta.preview.PreviewLink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/** A page goes to shared caches where its visitor's own code asks for it, and in no other case. */
@Timeout(120)
class SharedPagesIT {
    private static final String CODE = "Attune-Outcome";
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\", \"canary\": \"canary-anna\", \"first_name\": \"Anna\"}")
            .visitor("user_id:bob", "{\"location\": \"US\", \"canary\": \"canary-bob\"}");
    private static final Site SITE = Site.of(app());
    private static final Site WITH_IDS = Site.of(WebApp.create()
            .servlet(OutcomePages.class, "/page")
            .filter(
                    "dev.attune.jakarta.PersonalizationFilter",
                    Map.of(
                            "anonymousId", "server",
                            "signingKeys", "0123456789abcdef0123456789abcdef",
                            "cache", "[{\"route\": \"/page\", \"shared\": \"5m\"}]",
                            "clientTraits", "{\"eu\": {\"when\": {\"location\": \"EU\"}}}"))
            .attune());

    private static WebApp app() {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "30s");
        parameters.put("consent", "cookie:agreed");
        parameters.put("explainKey", KEY);
        parameters.put("signingKeys", "0123456789abcdef0123456789abcdef");
        parameters.put(
                "cache",
                "[{\"route\": \"/page\", \"shared\": \"5m\"},"
                        + " {\"route\": \"/first\", \"shared\": \"1m\", \"first\": \"default\"},"
                        + " {\"route\": \"/gone\", \"shared\": \"5m\"}]");
        parameters.put(
                "variations",
                "[{\"route\": \"/page\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/page-eu\"},"
                        + " {\"route\": \"/gone\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/not-there\"},"
                        + " {\"route\": \"/private\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/page-eu\"}]");
        parameters.put(
                "clientTraits",
                "{\"name\": {\"trait\": \"canary\", \"late\": true}, \"eu\": {\"when\": {\"location\": \"EU\"}}}");
        parameters.put("pageColor", "{\"trait\": \"color\", \"late\": true}");
        parameters.put(
                "content",
                "[{\"route\": \"/page\", \"select\": \"h1\", \"text\": \"Hello {first_name}\", \"late\": true}]");
        return WebApp.create()
                .servlet(OutcomePages.class, "/page", "/page-eu", "/first", "/gone", "/private")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    private static Request by(String user, String path) {
        return Request.get(path)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36")
                .header("Cookie", "agreed=1; ajs_user_id=" + user);
    }

    private static Request by(String user, String path, String code) {
        return by(user, path).header(CODE, code);
    }

    /** Returns the code that a visitor's browser is given. */
    private static String code(Deployment site, String user) throws IOException {
        Response answer = site.send(by(user, "/page"));
        String code = requireNonNull(answer.header(CODE), answer.toString());
        assertTrue(
                answer.headers("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("attune_outcome=" + code + "; Path=" + site.contextPath()
                                + "; Max-Age=60; SameSite=Lax")),
                answer.toString());
        assertPrivate(answer);
        assertTrue(answer.text().contains("canary-" + user), "all is inline where nothing is shared: " + answer);
        return code;
    }

    private static void assertPrivate(Response answer) {
        String policy = String.join(",", answer.headers("Cache-Control"));
        assertTrue(policy.contains("private") || policy.contains("no-store"), answer.toString());
        assertFalse(policy.contains("public") || policy.contains("s-maxage"), answer.toString());
    }

    private static void assertShared(Response answer, String code, int seconds) {
        assertEquals(
                List.of("public, s-maxage=" + seconds + ", max-age=0"),
                answer.headers("Cache-Control"),
                answer.toString());
        assertEquals(code, answer.header(CODE));
        assertEquals("attune attune-" + code, answer.header("Surrogate-Key"));
        assertEquals("attune,attune-" + code, answer.header("Cache-Tag"));
        String vary = String.join(",", answer.headers("Vary"));
        assertTrue(vary.contains(CODE) && !vary.contains("Cookie"), vary);
        assertNull(answer.header("Set-Cookie"), answer.toString());
        assertFalse(answer.toString().contains("canary"), answer.toString());
    }

    @EachContainer
    void aVisitorsOwnCodeMakesAPageForAllWhoHaveIt(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        Response page = site.send(by("anna", "/page", code));
        assertShared(page, code, 300);
        assertTrue(page.text().contains("<p>/page-eu</p>"), page.toString());
        assertTrue(page.text().contains("{\"eu\":true}"), page.toString());
        assertTrue(page.text().contains("<h1>you</h1>"), page.toString());
        assertTrue(page.text().contains("data-shown"), page.toString());
        String tag = requireNonNull(page.header("ETag"));

        Response again = site.send(by("anna", "/page", code).header("If-None-Match", tag));
        assertEquals(304, again.status(), again.toString());
        assertShared(again, code, 300);
        assertEquals(tag, again.header("ETag"));

        String bobs = code(site, "bob");
        assertNotEquals(code, bobs);
        Response other = site.send(by("bob", "/page", bobs).header("If-None-Match", tag));
        assertEquals(200, other.status());
        assertShared(other, bobs, 300);
        assertTrue(other.text().contains("<p>/page</p>"), other.toString());
    }

    @EachContainer
    void aCodeThatIsForgedCutDoubledOrAnothersSharesNothing(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        String bobs = code(site, "bob");
        for (String given : List.of(
                bobs,
                "",
                "first",
                code + "A",
                code.substring(1),
                code.toLowerCase(Locale.ROOT),
                "x".repeat(5_000),
                "*")) {
            Response answer = site.send(by("anna", "/page", given));
            assertPrivate(answer);
            assertEquals(code, answer.header(CODE));
            assertTrue(answer.text().contains("/page-eu"), answer.toString());
        }
        assertPrivate(site.send(by("anna", "/page", code).header(CODE, code)));
    }

    @EachContainer
    void consentPreviewExplainCredentialsAndOtherMethodsKeepAPagePrivate(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        Response withoutConsent = site.send(
                Request.get("/page").header("Cookie", "ajs_user_id=anna").header(CODE, code));
        assertPrivate(withoutConsent);
        assertNull(withoutConsent.header("Set-Cookie"));
        assertPrivate(site.send(by("anna", "/page", code).header("Attune-Explain", KEY)));
        assertPrivate(site.send(by("anna", "/page", code).header("Authorization", "Basic YTpi")));
        Response head =
                site.send(new Request("HEAD", "/page", by("anna", "/page", code).headers(), new byte[0]));
        assertPrivate(head);
        Response preview = site.get(PreviewLink.to("/page")
                .traits(Map.of("location", "EU"))
                .url(KEY, site.contextPath())
                .substring(site.contextPath().length()));
        String cookie = requireNonNull(preview.header("Set-Cookie"), preview.toString());
        assertPrivate(site.send(Request.get("/page")
                .header("Cookie", "agreed=1; ajs_user_id=anna; " + cookie.substring(0, cookie.indexOf(';')))
                .header(CODE, code)));
    }

    @EachContainer
    void whatTheAppSaysOfItsPageCounts(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        for (String as : List.of(
                "private",
                "no-store",
                "stale",
                "expired",
                "pragma",
                "surrogate",
                "vary",
                "cookie",
                "set-cookie",
                "missing",
                "nonce",
                "error",
                "session",
                "late-cookie",
                "late-no-store",
                "profile",
                "late-error")) {
            Response answer = site.send(by("anna", "/page?as=" + as, code));
            assertFalse(String.join(",", answer.headers("Cache-Control")).contains("s-maxage"), as + ": " + answer);
            assertFalse(String.join(",", answer.headers("Cache-Control")).contains("public"), as + ": " + answer);
        }
        assertFalse(site.send(by("anna", "/page?as=failure", code)).toString().contains("s-maxage"));
        assertShared(site.send(by("anna", "/page?as=short", code)), code, 7);
    }

    @EachContainer
    void anAppThatReadsTheProfileWhenThePageIsOnItsWayToAllSeesAnUnknownVisitor(Container container)
            throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        assertTrue(site.send(by("anna", "/page?as=profile", code)).text().contains("canary-anna"));
        assertShared(site.send(by("anna", "/page?as=profile-after-flush", code)), code, 300);
    }

    @EachContainer
    void whatTheAppKeepsInASessionGoesToItsVisitorOnly(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        assertShared(site.send(by("anna", "/page?as=cart", code)), code, 300);
        String cookie = site.send(by("anna", "/page?as=session", code)).headers("Set-Cookie").stream()
                .filter(set -> set.contains("JSESSIONID"))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElseThrow();
        Response cart = site.send(Request.get("/page?as=cart")
                .header("Cookie", "agreed=1; ajs_user_id=anna; " + cookie)
                .header(CODE, code));
        assertPrivate(cart);
        assertTrue(cart.text().contains("</p>b</body>"), cart.toString());
        Response page = site.send(Request.get("/page")
                .header("Cookie", "agreed=1; ajs_user_id=anna; " + cookie)
                .header(CODE, code));
        assertShared(page, code, 300);
    }

    @EachContainer
    void aBrowserGetsItsIdWithAPageOfItsOwn(Container container) throws IOException {
        Deployment site = WITH_IDS.on(container);
        Request stranger =
                Request.get("/page").header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36");
        Response first = site.send(stranger);
        assertPrivate(first);
        String code = requireNonNull(first.header(CODE), first.toString());
        String id = first.headers("Set-Cookie").stream()
                .filter(set -> set.startsWith("attune_aid="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElseThrow();
        Response again = site.send(stranger.header(CODE, code));
        assertPrivate(again);
        assertTrue(
                again.headers("Set-Cookie").stream().anyMatch(set -> set.startsWith("attune_aid=")), again::toString);
        assertShared(site.send(stranger.header("Cookie", id).header(CODE, code)), code, 300);
    }

    @EachContainer
    void aVariationThatIsMissingIsNotWhatItsCodeSays(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String code = code(site, "anna");
        Response own = site.send(by("anna", "/gone", code));
        assertTrue(own.text().contains("<p>/gone</p>"), own.toString());
        assertPrivate(own);
    }

    @EachContainer
    void aRouteThatNoRuleSharesStaysPrivate(Container container) throws IOException {
        Deployment site = SITE.on(container);
        assertPrivate(site.send(by("anna", "/private", code(site, "anna"))));
    }

    @EachContainer
    void theFirstPageMayBeThatOfAnUnknownVisitor(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response first = site.send(by("anna", "/first", "first"));
        assertShared(first, "first", 60);
        assertTrue(first.text().contains("{\"eu\":false}"), first.toString());
        assertTrue(first.text().contains("data-shown"), first.toString());
        String code = code(site, "anna");
        Response later = site.send(Request.get("/first")
                .header("Cookie", "agreed=1; ajs_user_id=anna; attune_outcome=" + code)
                .header(CODE, "first"));
        assertPrivate(later);
        assertShared(site.send(by("anna", "/first", code)), code, 60);
    }

    @EachContainer
    void theBrowserAsksForWhatIsLateAndGetsItsCode(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response answer = site.send(by("anna", "/attune/visitor?path=" + site.contextPath() + "/page"));
        assertEquals(
                "{\"traits\":{\"name\":\"canary-anna\",\"eu\":true},\"experiments\":{},"
                        + "\"late\":{\"texts\":[{\"select\":\"h1\",\"text\":\"Hello Anna\"}]}}",
                answer.text()
                        .strip()
                        .replace(
                                "{\"text\":\"Hello Anna\",\"select\":\"h1\"}",
                                "{\"select\":\"h1\",\"text\":\"Hello Anna\"}"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(code(site, "anna"), answer.header(CODE));
        assertTrue(requireNonNull(answer.header("Set-Cookie")).startsWith("attune_outcome="), answer.toString());
    }
}
