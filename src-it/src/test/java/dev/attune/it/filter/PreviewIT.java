package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.token.SigningKeys;
import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import dev.attune.jakarta.preview.PreviewLink;
import dev.attune.profile.ProfileKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** A link shows pages as somebody else would see them, and nothing that is anybody's. */
class PreviewIT {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final String OTHER_KEY = "another-horse-battery-staple-0123456789";
    private static final String JANE = "ajs_user_id=jane";
    private static final String TEXT = "Preview</strong> <span>";

    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:jane", "{\"location\": \"EU\", \"first_name\": \"Jane\"}")
            .visitor("user_id:secret", "{\"location\": \"US\", \"first_name\": \"Clandestine\"}");

    private static final Site SITE = Site.of(app(KEY));

    private static WebApp app(String key) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "3s");
        parameters.put("explainKey", key);
        parameters.put("variationsDirect", "hide");
        parameters.put("variations", """
                [{"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                 {"route": "/home", "when": {"location": "US"}, "serve": "/homepage-us"},
                 {"route": "/about", "when": {"location": "Mars"}, "serve": "/admin"},
                 {"route": "/deal", "experiment": "hero", "sticky": true, "serve": ["/deal-a", "/deal-b"]}]""");
        parameters.put("clientTraits", "{\"firstName\": {\"trait\": \"first_name\"}}");
        parameters.put(
                "content", "[{\"route\": \"/home\", \"select\": \"#hello\", \"text\": \"Hello, {first_name}\"}]");
        return WebApp.create()
                .servlet(
                        ShopPages.class,
                        "/deal",
                        "/deal-a",
                        "/deal-b",
                        "/trust",
                        "/home",
                        "/homepage-eu",
                        "/homepage-us",
                        "/about",
                        "/admin",
                        "/profile",
                        "/async",
                        "/data")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    private static final PreviewLink AMERICAN =
            PreviewLink.to("/home?q=1").traits(Map.of("location", "US", "first_name", "<b>Al"));

    @EachContainer
    void theLinkGoesIntoACookieAndOutOfTheUrl(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response opened = open(site, AMERICAN);
        assertEquals(303, opened.status());
        assertEquals(site.contextPath() + "/home?q=1", opened.header("Location"));
        assertEquals("no-store", opened.header("Cache-Control"));
        assertEquals("no-referrer", opened.header("Referrer-Policy"));
        String cookie = String.valueOf(opened.header("Set-Cookie"));
        assertTrue(
                cookie.matches("attune-preview=[A-Za-z0-9_-]+; Path=" + site.contextPath()
                        + "; Max-Age=(3600|359[0-9]); HttpOnly; SameSite=Lax"),
                cookie);
    }

    @EachContainer
    void pagesAreShownAsAVisitorWithTheGivenTraitsAlone(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, AMERICAN);
        String page = get(site, "/home", JANE + "; " + preview).text();
        assertTrue(page.contains("<title>/homepage-us</title>"), page);
        assertTrue(page.contains("Hello, &lt;b&gt;Al"), page);
        assertTrue(page.contains("\"firstName\":\"\\u003cb\\u003eAl\""), page);
        assertTrue(
                page.contains(
                        TEXT + "You see this page as a visitor with first_name &quot;&lt;b&gt;Al&quot;, location"),
                page);
        assertFalse(page.contains("Jane") || page.contains("<b>Al"), page);
        String profile = get(site, "/profile", JANE + "; " + preview).text();
        assertTrue(profile.contains("<b>Al|there"), profile);
        assertTrue(get(site, "/home", JANE).text().contains("Hello, Jane"));
        assertFalse(get(site, "/home", JANE).text().contains("attune-preview"));
    }

    @EachContainer
    void theRibbonIsOnEveryPageAndLeadsOut(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, AMERICAN);
        for (String path : List.of("/home?a=1&b=%22", "/about", "/async")) {
            String page = get(site, path, preview).text();
            assertEquals(2, page.split("<aside id=\"attune-preview\"", -1).length, page);
        }
        String page = get(site, "/home?a=1&b=%22", preview).text();
        String end = "/home?a=1&amp;b=%22&amp;attune-preview=end";
        assertTrue(page.contains("href=\"" + site.contextPath() + end + "\">End the preview</a>"), page);
        Response ended = get(site, end.replace("&amp;", "&"), preview);
        assertEquals(303, ended.status());
        assertEquals(site.contextPath() + "/home?a=1&b=%22", ended.header("Location"));
        assertTrue(String.valueOf(ended.header("Set-Cookie")).startsWith("attune-preview=; "), ended.toString());
    }

    @EachContainer
    void theRibbonIsStyledAsThePagesPolicyAllows(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, AMERICAN);
        assertTrue(under(site, preview, "style-src 'nonce-abc'").contains("<style nonce=\"abc\">#attune-preview{"));
        String attribute = under(site, preview, "style-src-elem 'self'; style-src-attr 'unsafe-inline'");
        assertTrue(attribute.contains("aria-label=\"Preview\" lang=\"en\" dir=\"ltr\" style=\"all:initial"), attribute);
        assertFalse(attribute.contains("<style"), attribute);
        String none = under(site, preview, "default-src 'none'");
        assertTrue(none.contains("<aside id=\"attune-preview\"") && !none.contains("style"), none);
    }

    private static String under(Deployment site, String preview, String policy) throws IOException {
        return site.send(Request.get("/about").header("Cookie", preview).header("X-Policy", policy))
                .text();
    }

    @EachContainer
    void aPreviewIsKeptByNobody(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, AMERICAN);
        String own = String.valueOf(get(site, "/home", JANE).header("ETag"));
        for (String path : List.of("/home", "/about", "/profile", "/data")) {
            Response page = site.send(Request.get(path)
                    .header("Cookie", JANE + "; " + preview)
                    .header("If-None-Match", "\"app\", " + own)
                    .header("If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT"));
            assertEquals(200, page.status(), path);
            assertEquals(List.of("no-store"), page.headers("Cache-Control"), path);
            assertNull(page.header("ETag"), path);
            assertNull(page.header("Last-Modified"), path);
            assertNull(page.header("Attune-Explain"), path);
        }
    }

    @EachContainer
    void aStoredProfileIsShownOnlyToThoseWhoMayExplain(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, PreviewLink.to("/home").profile(ProfileKey.user("secret")));
        int asked = PROFILES.asked().size();
        String refused = get(site, "/home", JANE + "; " + preview).text();
        assertTrue(refused.contains("<title>/home</title>"), refused);
        assertTrue(refused.contains(TEXT + "You see this page as an unknown visitor would see it. Only people who"));
        assertTrue(refused.contains("href=\"" + site.contextPath() + "/attune/explain\">Give the key</a>"), refused);
        assertFalse(refused.contains("Clandestine") || refused.contains("user_id:secret"), refused);
        assertFalse(get(site, "/profile", preview).text().contains("Clandestine"));
        assertEquals(asked, PROFILES.asked().size(), "no visitor was looked up");
        Response shown = site.send(
                Request.get("/home").header("Cookie", JANE + "; " + preview).header("Attune-Explain", KEY));
        assertTrue(shown.text().contains("<title>/homepage-us</title>"), shown.toString());
        assertTrue(shown.text().contains("Hello, Clandestine"), shown.toString());
        assertTrue(shown.text().contains(TEXT + "You see this page as user_id:secret would see it."), shown.toString());
        assertTrue(String.valueOf(shown.header("Attune-Explain")).contains("by=\"preview\""), shown.toString());
        assertEquals("no-store", shown.header("Cache-Control"));
    }

    @EachContainer
    void aVariationIsShownWhereARuleOfThePageNamesItAndNowhereElse(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String european = enter(site, PreviewLink.to("/home").variation("/homepage-eu"));
        String page = get(site, "/home", "ajs_user_id=secret; " + european).text();
        assertTrue(page.contains("<title>/homepage-eu</title>"), page);
        assertTrue(page.contains(" Variation: /homepage-eu. The preview ends at "), page);
        assertTrue(get(site, "/about", european).text().contains("This page has no variation /homepage-eu."));
        for (String path : List.of(
                "/WEB-INF/web.xml", "/admin", "/x/../WEB-INF/web.xml", "//WEB-INF/web.xml", "/%57EB-INF/web.xml")) {
            String forced = get(
                            site, "/home", enter(site, PreviewLink.to("/home").variation(path)))
                    .text();
            assertTrue(forced.contains("<title>/home</title>"), path + forced);
            assertFalse(forced.contains("<web-app"), path);
        }
        assertEquals(404, get(site, "/homepage-eu", european).status());
    }

    @EachContainer
    void aVariationOfAnExperimentIsShownAndNobodyIsPutIntoIt(Container container) throws IOException {
        Deployment site = SITE.on(container);
        for (int arm = 0; arm < 2; arm++) {
            Response page = get(
                    site,
                    "/deal",
                    JANE + "; " + enter(site, PreviewLink.to("/deal").experiment("hero", arm)));
            assertTrue(page.text().contains("<title>/deal-" + "ab".charAt(arm) + "</title>"), page.toString());
            assertTrue(page.text().contains(" Experiment hero: variation " + arm + "."), page.toString());
            assertNull(page.header("Set-Cookie"), page.toString());
        }
        String none = enter(site, PreviewLink.to("/deal").experiment("nonsense", 1));
        String own = get(site, "/deal", none).text();
        assertTrue(own.contains(" This page does not show variation 1 of the experiment nonsense."), own);
        String stored = enter(site, PreviewLink.to("/deal").profile(ProfileKey.user("secret")));
        Response page = site.send(Request.get("/deal").header("Cookie", stored).header("Attune-Explain", KEY));
        assertTrue(page.text().contains("<title>/deal-"), page.toString());
        assertNull(page.header("Set-Cookie"), page.toString());
        assertTrue(String.valueOf(get(site, "/deal", JANE).header("Set-Cookie")).contains("hero"));
    }

    @EachContainer
    void aPreviewProvesToTheAppNothingOfWhoAsks(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String page = get(site, "/trust", enter(site, AMERICAN)).text();
        assertTrue(page.contains("trust=CLAIMED key=null"), page);
    }

    @EachContainer
    void whatIsNoValidLinkShowsNoPreviewAndSaysSo(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String link = AMERICAN.url(KEY, site.contextPath())
                .substring(site.contextPath().length());
        String token = link.substring(link.lastIndexOf('=') + 1);
        String expired = SigningKeys.parse(KEY)
                .tokensFor("preview of " + site.contextPath())
                .sign("{}", Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1));
        String otherPurpose = SigningKeys.parse(KEY)
                .tokensFor("explain at " + site.contextPath())
                .sign("{\"traits\":{\"location\":\"US\"}}", Instant.now(), Duration.ofHours(1));
        String tampered = (token.charAt(60) == 'A' ? 'B' : 'A') + "";
        for (String forged : List.of(
                "x",
                "",
                expired,
                otherPurpose,
                token.substring(0, 60) + tampered + token.substring(61),
                token.substring(0, token.length() - 1),
                token + "A",
                tokenOf(AMERICAN.url(OTHER_KEY, site.contextPath())),
                tokenOf(AMERICAN.url(KEY, "/another-app")))) {
            Response refused = get(site, "/home?attune-preview=" + forged, JANE);
            assertEquals(403, refused.status(), forged);
            assertEquals("no-store", refused.header("Cache-Control"));
            String title = forged.equals(expired) ? "This preview has ended" : "This link shows no preview";
            assertTrue(refused.text().contains("<h1>" + title + "</h1>"), refused.toString());
            assertEquals(
                    forged.equals(expired),
                    refused.text().contains("The time of its link is over"),
                    refused.toString());
            assertEquals(
                    !forged.equals(expired),
                    refused.text().contains("a part of it is missing or has changed"),
                    refused.toString());
            assertTrue(String.valueOf(refused.header("Set-Cookie")).startsWith("attune-preview=; "), forged);
            Response own = get(site, "/home", JANE + "; attune-preview=" + forged);
            assertTrue(own.text().contains("Hello, Jane") && !own.text().contains("<aside"), forged);
            assertEquals("private, no-cache", own.header("Cache-Control"));
        }
        Response redirect = get(site, "//evil.example/?attune-preview=" + token, null);
        assertFalse(String.valueOf(redirect.header("Location")).startsWith("//"), redirect.toString());
    }

    @EachContainer
    void aChangedKeyEndsAllPreviews(Container container) throws IOException {
        try (Deployment changing = SITE.on(container).container().deploy(app(OTHER_KEY + ", " + KEY));
                Deployment changed = SITE.on(container).container().deploy(app(OTHER_KEY))) {
            assertEquals(303, open(changing, AMERICAN).status());
            assertEquals(403, open(changed, AMERICAN).status());
        }
    }

    @EachContainer
    void aPreviewShowsAndNeverActs(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String preview = enter(site, AMERICAN);
        Response posted = site.send(Request.of("POST", "/profile").header("Cookie", JANE + "; " + preview));
        assertTrue(posted.text().contains("Jane|there") && !posted.text().contains("<aside"), posted.toString());
    }

    @EachContainer
    void thoseWhoHoldTheKeyMakeLinksOnTheExplainPage(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Request form = Request.of("POST", "/attune/explain")
                .header("Accept", "application/json")
                .header("Attune-Explain", KEY);
        Response made = site.send(form.body(
                "application/x-www-form-urlencoded",
                "do=preview&path=%2Fhome&hours=24&traits=%7B%22location%22%3A%22US%22%7D"));
        assertEquals(200, made.status(), made.toString());
        String link = made.text().replaceAll("(?s).*\"link\":\"([^\"]*)\".*", "$1");
        Response opened =
                site.send(Request.get(link.substring(site.contextPath().length())));
        assertEquals(303, opened.status(), made.toString());
        assertTrue(String.valueOf(opened.header("Set-Cookie")).contains("Max-Age=86"), opened.toString());
        for (String wrong : List.of(
                "do=preview&hours=721",
                "do=preview&hours=0",
                "do=preview&hours=x",
                "do=preview&traits=%5B1%5D",
                "do=preview&traits=%7B",
                "do=preview&profile=jane",
                "do=preview&path=%2F%2Fevil.example",
                "do=preview&traits=%7B%22a%22%3A%22" + "x".repeat(4000) + "%22%7D")) {
            assertEquals(
                    400,
                    site.send(form.body("application/x-www-form-urlencoded", wrong))
                            .status(),
                    wrong);
        }
        Request stranger = Request.of("POST", "/attune/explain");
        assertEquals(
                401,
                site.send(stranger.body("application/x-www-form-urlencoded", "do=preview&hours=1"))
                        .status());
    }

    private static Response open(Deployment site, PreviewLink link) throws IOException {
        return site.get(
                link.url(KEY, site.contextPath()).substring(site.contextPath().length()));
    }

    /** Opens a preview and returns its cookie. */
    private static String enter(Deployment site, PreviewLink link) throws IOException {
        String cookie = String.valueOf(open(site, link).header("Set-Cookie"));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String tokenOf(String link) {
        return link.substring(link.lastIndexOf('=') + 1);
    }

    private static Response get(Deployment site, String path, @Nullable String cookies) throws IOException {
        Request request = Request.get(path);
        return site.send(cookies == null ? request : request.header("Cookie", cookies));
    }
}
