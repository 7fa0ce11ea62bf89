package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The holder of the key learns why a page is as it is. Others learn nothing. */
class ExplainIT {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final String JANE = "ajs_user_id=jane";

    /** What would be a script, a header or a comment, were it not escaped. */
    private static final String HOSTILE = "\\\"><script>alert(1)</script><!-- \\r\\nSet-Cookie: evil=1";

    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor(
                    "user_id:jane",
                    "{\"location\": \"EU\", \"first_name\": \"" + HOSTILE + "\", \"secret\": \"s3cr3t\"}")
            .visitor("user_id:bob", "{\"location\": \"US\"}");

    private static final Site SITE = site(KEY);
    private static final Site CLOSED = site(null);

    private static Site site(@Nullable String key) {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "3s");
        parameters.put("variations", """
                [{"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                 {"route": "/home", "when": {"location": "US"}, "serve": "/homepage-us"}]""");
        parameters.put("content", """
                [{"route": "/home", "select": "#hello", "text": "Hello, {first_name}"},
                 {"route": "/away", "select": "p", "text": "x"}, {"route": "/public.json", "select": "p", "text": "x"}]""");
        if (key != null) {
            parameters.put("explainKey", key);
        }
        return Site.of(WebApp.create()
                .servlet(
                        ShopPages.class,
                        "/home",
                        "/homepage-eu",
                        "/homepage-us",
                        "/plain",
                        "/away",
                        "/public.json",
                        "*.css",
                        "/broken")
                .webXml("<error-page><error-code>404</error-code><location>/broken</location></error-page>")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune());
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    @EachContainer
    void aPageSaysInItsHeadersWhatWasDoneAndWhy(Container container) throws IOException {
        Response page = SITE.on(container).send(withKey(Request.get("/home")).header("Cookie", JANE));
        String explained = String.valueOf(page.header("Attune-Explain"));
        assertTrue(explained.startsWith("outcome=rewritten, path=\"/home\", visitor=\"user_id:jane\""), explained);
        assertTrue(explained.contains("by=\"cookie\", trust=claimed"), explained);
        assertTrue(explained.contains("variation=\"/homepage-eu\""), explained);
        assertTrue(
                explained.contains("\"variations[0]\";applied \"variations[1]\";not-reached \"content[0]\";applied"),
                explained);
        assertFalse(explained.contains("script") || explained.contains("s3cr3t"), explained);
        String timing = String.join(", ", page.headers("Server-Timing"));
        for (String name : List.of("identity", "lookup", "decision", "rewriting")) {
            assertTrue(timing.matches(".*attune-" + name + ";dur=[0-9]+\\.[0-9]{3}.*"), timing);
        }
        assertFalse(timing.contains("rewriting;dur=0.000"), timing);
        assertNull(page.header("Set-Cookie"), page.toString());
    }

    @EachContainer
    void aPageSaysWhyNothingWasDone(Container container) throws IOException {
        assertTrue(explained(container, "/plain", JANE).startsWith("outcome=nothing-to-do"));
        assertTrue(explained(container, "/plain", JANE).contains("handling=no-rule"));
        assertTrue(explained(container, "/public.json", JANE).startsWith("outcome=not-html"));
        assertTrue(explained(container, "/away", JANE).startsWith("outcome=redirect"));
        String unknown = explained(container, "/home", "");
        assertTrue(unknown.contains("\"variations[0]\";does-not-fit"), unknown);
    }

    @EachContainer
    void whatIsExplainedIsKeptByNoCacheWhateverTheAppSays(Container container) throws IOException {
        for (String path : List.of("/home", "/plain", "/public.json", "/away")) {
            Response page = SITE.on(container)
                    .send(withKey(Request.get(path)).header("Cookie", JANE).header("If-None-Match", "\"app\""));
            assertEquals("no-store", page.header("Cache-Control"), path);
            assertNull(page.header("ETag"), path);
            assertFalse(page.status() == 304, path);
        }
        assertTrue(String.valueOf(SITE.on(container).get("/public.json").header("Cache-Control"))
                .startsWith("public"));
    }

    @EachContainer
    void theAppNeverSeesTheKeyOnAPageOrAFileOrAnErrorPage(Container container) throws IOException {
        for (String path : List.of("/home", "/plain", "/skipped.css", "/nowhere", "/nowhere.css")) {
            String page = SITE.on(container).send(withKey(Request.get(path))).text();
            assertTrue(page.contains("key=null"), path + page);
            assertFalse(page.toLowerCase(Locale.ROOT).contains("attune-explain"), path + page);
        }
    }

    @EachContainer
    void nobodyElseSeesAnyOfIt(Container container) throws IOException {
        Request home = Request.get("/home").header("Cookie", JANE);
        for (Request request : List.of(
                home,
                home.header("Attune-Explain", "correct-horse-battery-staple-012345678"),
                home.header("Attune-Explain", ""),
                home.header("Attune-Explain", "true"),
                Request.get("/home").header("Cookie", JANE + "; attune-explain=" + KEY))) {
            Response page = SITE.on(container).send(request);
            assertEquals(200, page.status());
            assertNull(page.header("Attune-Explain"));
            assertNull(page.header("Server-Timing"));
            assertEquals("private, no-cache", page.header("Cache-Control"));
        }
        for (String accept : List.of("text/html", "application/json")) {
            Response refused = SITE.on(container)
                    .send(Request.get("/attune/explain?path=/home&user=jane").header("Accept", accept));
            assertEquals(401, refused.status());
            assertFalse(refused.text().contains("EU") || refused.text().contains("jane"), refused.toString());
        }
    }

    @EachContainer
    void withoutAKeyThereIsNoSuchPage(Container container) throws IOException {
        Deployment site = CLOSED.on(container);
        assertEquals(404, site.get("/attune/explain").status());
        assertEquals(404, site.send(withKey(Request.get("/attune/explain"))).status());
        assertNull(site.send(withKey(Request.get("/home"))).header("Attune-Explain"));
    }

    @EachContainer
    void theAppNeverSeesTheKey(Container container) throws IOException {
        String page = SITE.on(container)
                .send(withKey(Request.get("/plain")).header("Cookie", JANE))
                .text();
        assertTrue(page.contains("key=null"), page);
        assertFalse(page.toLowerCase(java.util.Locale.ROOT).contains("names=attune-explain"), page);
        assertFalse(page.contains(KEY), page);
    }

    @EachContainer
    void thePageExplainsAnyPageForAnyVisitor(Container container) throws IOException {
        String json = json(container, "/attune/explain?path=/home&user=Jane");
        assertTrue(json.contains("\"path\":\"/home\",\"handling\":\"personalized\""), json);
        assertTrue(json.contains("\"key\":\"user_id:jane\",\"by\":\"asked for\""), json);
        assertTrue(json.contains("\"variation\":\"/homepage-eu\""), json);
        assertTrue(json.contains("{\"name\":\"secret\",\"value\":\"s3cr3t\",\"from\":\"pulled\""), json);
        assertTrue(
                json.contains("\"rule\":\"variations[1]\",\"kind\":\"variation\",\"outcome\":\"not-reached\""), json);
        String other = json(container, "/attune/explain?path=/home&user=bob");
        assertTrue(other.contains("\"variation\":\"/homepage-us\"") && !other.contains("s3cr3t"), other);
        String stranger = json(container, "/attune/explain?path=/home&anonymous=a-stranger");
        assertTrue(stranger.contains("\"source\":\"unknown\"") && stranger.contains("\"variation\":null"), stranger);
    }

    /** For another visitor's ids, too: that visitor has sent no request. */
    @EachContainer
    void rulesThatAskTheRequestGetTheAnswersOfTheOneThatAsksAsIfItWereOneForThePage(Container container)
            throws IOException {
        try (Deployment site = SITE.on(container)
                .container()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us")
                        .filter(
                                "dev.attune.jakarta.PersonalizationFilter",
                                Map.of(
                                        "explainKey",
                                        KEY,
                                        "geo",
                                        "cloudflare",
                                        "variations",
                                        "[{\"route\": \"/home\", \"when\": {\"request.method\": \"GET\", \"request.country\": \"DE\","
                                                + " \"request.query.ref\": \"news\", \"request.referrer\": {\"$exists\": false}},"
                                                + " \"serve\": \"/homepage-us\"}]"))
                        .attune())) {
            Request asked = withKey(Request.get("/attune/explain?user=bob&path=" + encoded("/home?ref=news")))
                    .header("CF-IPCountry", "DE")
                    .header("Referer", "http://localhost/attune/explain");
            String json = site.send(asked.header("Accept", "application/json")).text();
            assertTrue(json.contains("\"variation\":\"/homepage-us\""), json);
            assertTrue(json.contains("\"request.country\":\"DE\",\"request.method\":\"GET\""), json);
            assertTrue(site.send(asked).text().contains("Answered by your own request"), "people read whose it is");
            String form = site.send(withKey(Request.of("POST", "/attune/explain"))
                            .header("CF-IPCountry", "DE")
                            .body(
                                    "application/x-www-form-urlencoded",
                                    "do=preview&user=bob&hours=24&path=" + encoded("/home?ref=news")))
                    .text();
            assertTrue(form.contains("<code>GET</code>") || form.contains("&quot;GET&quot;"), form);
            assertFalse(form.contains("POST</code>"), form);
        }
    }

    @EachContainer
    void aPathIsReadAsThatOfARequest(Container container) throws IOException {
        for (String path : List.of("/x/../home", "//home", "/h%6fme", "/home;jsessionid=1", "/home?q=1#top")) {
            String json = json(container, "/attune/explain?user=jane&path=" + encoded(path));
            assertTrue(json.contains("\"path\":\"/home\""), path + json);
        }
        for (String path : List.of("/../etc/passwd", "home", "/a\\b", "/%zz", "/\u0001")) {
            Response refused = SITE.on(container).send(withKey(Request.get("/attune/explain?path=" + encoded(path))));
            assertEquals(400, refused.status(), path);
        }
        for (String id : List.of("undefined", "null", "-1", "0000-0000", "%C4%B0")) {
            for (String field : List.of("user", "anonymous")) {
                Request request = Request.get("/attune/explain?path=/home&" + field + "=" + id);
                assertEquals(400, SITE.on(container).send(withKey(request)).status(), field + "=" + id);
            }
        }
        assertTrue(json(container, "/attune/explain?path=/logo.png").contains("\"handling\":\"skipped\""));
        assertTrue(json(container, "/attune/explain?path=/attune/client.js").contains("\"handling\":\"endpoint\""));
    }

    @EachContainer
    void whatVisitorsSayStaysText(Container container) throws IOException {
        Response page = SITE.on(container).send(withKey(Request.get("/attune/explain?path=/home&user=jane")));
        assertEquals(200, page.status());
        assertFalse(page.text().contains("<script>alert"), page.text());
        assertTrue(page.text().contains("&lt;script&gt;alert(1)"), page.text());
        Response reflected = SITE.on(container)
                .send(withKey(
                        Request.get("/attune/explain?path=/home&user=" + encoded("\"><script>alert(2)</script>"))));
        assertFalse(reflected.text().contains("<script>"), reflected.text());
        String policy = String.valueOf(page.header("Content-Security-Policy"));
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertEquals("no-store", page.header("Cache-Control"));
        assertEquals("noindex, nofollow", page.header("X-Robots-Tag"));
        assertEquals("no-referrer", page.header("Referrer-Policy"));
        assertFalse(page.text().contains("http://") || page.text().contains("https://"), page.text());
    }

    @EachContainer
    void aHostileIdSplitsNoHeader(Container container) throws IOException {
        Response page = SITE.on(container)
                .send(withKey(Request.get("/home"))
                        .header("Cookie", "ajs_user_id=" + "a%22%2C%20outcome%3Dx%C3%A9%5C".repeat(4)));
        String explained = String.valueOf(page.header("Attune-Explain"));
        assertTrue(explained.contains("visitor=\"user_id:a\\\", outcome=x%c3%a9\\\\"), explained);
        assertTrue(explained.chars().allMatch(c -> c >= ' ' && c <= '~'), explained);
        Response split = SITE.on(container)
                .send(withKey(Request.get("/home")).header("Cookie", "ajs_user_id=a%0d%0aX-Evil:%201"));
        assertNull(split.header("X-Evil"));
    }

    @EachContainer
    void aBrowserThatGivesTheKeyHoldsATokenAndNotTheKey(Container container) throws IOException {
        Response opened = post(container, "do=enter&key=" + KEY, null);
        assertEquals(303, opened.status());
        assertEquals("explain", opened.header("Location"));
        String cookie = String.valueOf(opened.header("Set-Cookie"));
        assertFalse(opened.toString().contains(KEY));
        String path = SITE.on(container).contextPath();
        assertTrue(
                cookie.matches(
                        "attune-explain=[A-Za-z0-9_-]+; Path=" + path + "; Max-Age=3600; HttpOnly; SameSite=Strict"),
                cookie);
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertTrue(explained(container, "/home", session + "; " + JANE, false).contains("user_id:jane"));
        Request ask = Request.get("/attune/explain?path=/home&user=jane").header("Cookie", session);
        assertTrue(SITE.on(container).send(ask).text().contains("s3cr3t"));
        assertEquals(
                401,
                SITE.on(container)
                        .send(ask.header("Sec-Fetch-Dest", "empty").header("Sec-Fetch-Mode", "cors"))
                        .status(),
                "a script of the site must not read profiles with a session");
        Response asked = SITE.on(container)
                .send(Request.of("POST", "/attune/explain?path=/home&user=jane&key=" + KEY)
                        .body("application/x-www-form-urlencoded", "do=enter&key=" + KEY));
        assertEquals("explain?path=%2Fhome&user=jane", asked.header("Location"), "the question stays, a key does not");
        Response left = post(container, "do=leave", session);
        assertTrue(
                String.valueOf(left.header("Set-Cookie")).startsWith("attune-explain=; Path=" + path + "; Max-Age=0"));
    }

    @EachContainer
    void noOtherTokenOpensTheDoor(Container container) throws IOException {
        String session = session(container);
        Deployment other = SITE.on(container)
                .container()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home")
                        .filter("dev.attune.jakarta.PersonalizationFilter", Map.of("explainKey", KEY))
                        .attune());
        try (other) {
            for (String forged : List.of(
                    session.substring(0, session.length() - 2) + "AA",
                    session + "A",
                    "attune-explain=",
                    session.replace("attune-explain", "attune-preview"))) {
                assertEquals(401, ask(SITE.on(container), forged), forged);
            }
            assertEquals(200, ask(SITE.on(container), session));
            assertEquals(200, ask(SITE.on(container), "attune-explain=old; " + session));
            assertEquals(401, ask(other, session), "of another app with the same key");
        }
    }

    private static int ask(Deployment site, String cookie) throws IOException {
        return site.send(Request.get("/attune/explain").header("Cookie", cookie))
                .status();
    }

    @EachContainer
    void theKeyIsTakenFromAFormOfThisPageAlone(Container container) throws IOException {
        assertEquals(403, post(container, "do=enter&key=wrong", null).status());
        assertNull(post(container, "do=enter&key=wrong", null).header("Set-Cookie"));
        Request inUrl =
                Request.of("POST", "/attune/explain?do=enter&key=" + KEY).body("application/x-www-form-urlencoded", "");
        assertEquals(401, SITE.on(container).send(inUrl).status());
        assertEquals(401, SITE.on(container).get("/attune/explain?key=" + KEY).status());
        Request crossSite = Request.of("POST", "/attune/explain")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", session(container))
                .body("application/x-www-form-urlencoded", "do=leave");
        assertEquals(400, SITE.on(container).send(crossSite).status());
        Request huge = Request.of("POST", "/attune/explain")
                .body("application/x-www-form-urlencoded", "do=enter&key=" + "x".repeat(20_000));
        assertEquals(400, SITE.on(container).send(huge).status());
        assertEquals(
                405,
                SITE.on(container).send(Request.of("DELETE", "/attune/explain")).status());
    }

    @EachContainer
    void guessingIsSlowedDown(Container container) throws IOException {
        try (Deployment site = SITE.on(container)
                .container()
                .deploy(WebApp.create()
                        .filter("dev.attune.jakarta.PersonalizationFilter", Map.of("explainKey", KEY))
                        .attune())) {
            Request wrong = Request.of("POST", "/attune/explain")
                    .body("application/x-www-form-urlencoded", "do=enter&key=wrong");
            int status = 0;
            // The count starts anew with the minute, which may end meanwhile.
            for (int i = 0; i < 200 && status != 429; i++) {
                status = site.send(wrong).status();
            }
            assertEquals(429, status);
            assertEquals(200, site.send(withKey(Request.get("/attune/explain"))).status());
        }
    }

    private static String session(Container container) throws IOException {
        String cookie = assertNotNullHeader(post(container, "do=enter&key=" + KEY, null));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String assertNotNullHeader(Response response) {
        String cookie = response.header("Set-Cookie");
        assertNotNull(cookie, response.toString());
        return cookie;
    }

    private static Response post(Container container, String form, @Nullable String cookie) throws IOException {
        Request request = Request.of("POST", "/attune/explain");
        return SITE.on(container)
                .send((cookie == null ? request : request.header("Cookie", cookie))
                        .body("application/x-www-form-urlencoded", form));
    }

    private static Request withKey(Request request) {
        return request.header("Attune-Explain", KEY);
    }

    private static String explained(Container container, String path, String cookie) throws IOException {
        return explained(container, path, cookie, true);
    }

    private static String explained(Container container, String path, String cookie, boolean key) throws IOException {
        Request request = Request.get(path);
        request = cookie.isEmpty() ? request : request.header("Cookie", cookie);
        return String.valueOf(
                SITE.on(container).send(key ? withKey(request) : request).header("Attune-Explain"));
    }

    private static String json(Container container, String target) throws IOException {
        Response answer = SITE.on(container).send(withKey(Request.get(target)).header("Accept", "application/json"));
        assertEquals(200, answer.status(), answer.toString());
        assertEquals("application/json", answer.header("Content-Type"));
        return answer.text();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
