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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The contract's {@code web.xml}, on each container. */
class PersonalizedSiteIT {
    private static final String EU = "ajs_user_id=eu-user; ajs_anonymous_id=a1";
    private static final String US = "ajs_user_id=US-User";

    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:eu-user", """
                    {"location": "EU", "first_name": "Anna</script>", "favorite_color": "#204060", "secret": "s3cr3t"}""")
            .visitor("user_id:us-user", "{\"location\": \"US\", \"first_name\": \"Bob\"}")
            .visitor("anonymous_id:known-browser", "{\"location\": \"EU\"}")
            .visitor("user_id:slow", "{\"location\": \"EU\"}")
            .hold("user_id:slow");

    private static final Site SITE = Site.of(WebApp.create()
            .servlet(ShopPages.class, "/home", "/homepage-eu", "/homepage-us", "/about", "/data", "/profile", "*.css")
            .file("index.html", "<html><head></head><body>welcome file</body></html>")
            .filter("dev.attune.jakarta.PersonalizationFilter", parameters())
            .attune());

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "3s");
        parameters.put("variationsDirect", "hide");
        parameters.put("variations", """
                [{"route": "/", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                 {"route": "/", "when": {"location": "US"}, "serve": "/homepage-us"},
                 {"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                 {"route": "/home", "when": {"location": "US"}, "serve": "/not-there"}]""");
        parameters.put("clientTraits", """
                {"shouldShowConsent": {"when": {"location": "EU"}}, "firstName": {"trait": "first_name"}}""");
        parameters.put("pageColor", "{\"trait\": \"favorite_color\"}");
        parameters.put("content", "[{\"route\": \"/*\", \"select\": \"#hello\", \"text\": \"Hello, {first_name}\"}]");
        return parameters;
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    @EachContainer
    void twoVisitorsGetTwoHomePagesAtOneUrl(Container container) throws IOException {
        assertTrue(get(container, "/", EU).text().contains("<title>/homepage-eu</title>"));
        assertTrue(get(container, "/", US).text().contains("<title>/homepage-us</title>"));
        assertTrue(get(container, "/", "").text().contains("welcome file"));
    }

    @EachContainer
    void anAnonymousVisitorIsLookedUpByTheBrowsersId(Container container) throws IOException {
        assertTrue(
                get(container, "/", "ajs_anonymous_id=known-browser").text().contains("<title>/homepage-eu</title>"));
        assertTrue(
                PROFILES.asked().contains("anonymous_id:known-browser"),
                PROFILES.asked().toString());
    }

    @EachContainer
    void aForwardKeepsQueryHeadersAndAttributes(Container container) throws IOException {
        Response page = SITE.on(container)
                .send(Request.get("/home?q=a%26b").header("Cookie", EU).header("X-Test", "7"));
        assertTrue(page.text().contains("method=GET query=q=a%26b q=a&b header=7"), page.toString());
        assertTrue(page.text().contains("from=/home"), page.toString());
    }

    @EachContainer
    void aHeadRequestIsVariedLikeAGet(Container container) throws IOException {
        Response head = SITE.on(container).send(Request.of("HEAD", "/home").header("Cookie", EU));
        assertEquals(200, head.status());
        assertEquals(0, head.body().length);
        assertEquals("private, no-cache", head.header("Cache-Control"));
        String length = head.header("Content-Length");
        // The page says how it was asked for, so that of a HEAD request is one letter longer.
        int expected = get(container, "/home", EU).body().length + 1;
        assertTrue(length == null || Integer.parseInt(length) == expected, expected + "\n" + head);
    }

    @EachContainer
    void otherMethodsReachTheAppUntouched(Container container) throws IOException {
        Response page = SITE.on(container)
                .send(Request.of("POST", "/home").header("Cookie", EU).body("text/plain", "the body"));
        assertTrue(page.text().contains("<title>/home</title>"), page.toString());
        assertTrue(page.text().contains("method=POST") && page.text().contains("body=the body"), page.toString());
    }

    @EachContainer
    void aVariationThatTheAppDoesNotHaveLeavesTheAppsOwnPage(Container container) throws IOException {
        Response page = get(container, "/home", US);
        assertEquals(200, page.status());
        assertTrue(page.text().contains("<title>/home</title>"), page.toString());
    }

    @EachContainer
    void pagesThatAreOnlyVariationsAreHiddenFromDirectRequests(Container container) throws IOException {
        assertEquals(404, get(container, "/homepage-eu", EU).status());
        assertEquals(404, get(container, "/homepage-us", "").status());
        assertEquals(200, get(container, "/about", EU).status());
    }

    @EachContainer
    void theBrowserLearnsWhatRulesNameAndNothingElse(Container container) throws IOException {
        String page = get(container, "/about", EU).text();
        int head = page.indexOf("<head>");
        assertTrue(page.substring(head + 6).startsWith("<script"), page);
        assertTrue(page.contains("\"shouldShowConsent\":true"), page);
        assertTrue(page.contains("\"firstName\":\"Anna\\u003c/script\\u003e\""), page);
        assertFalse(page.contains("s3cr3t") || page.contains("eu-user"), page);
        assertTrue(get(container, "/about", US).text().contains("\"shouldShowConsent\":false"));
    }

    @EachContainer
    void theScriptGoesInAsThePagesPolicyAllows(Container container) throws IOException {
        String nonced = under(container, "script-src 'nonce-r4nd0m' 'strict-dynamic'");
        assertTrue(nonced.contains("<script nonce=\"r4nd0m\">"), nonced);
        String own = under(container, "script-src 'self'");
        assertTrue(own.contains("/attune/client.js?v=") && !own.contains("window.attune"), own);
        String none = under(container, "script-src 'none'");
        assertFalse(none.contains("attune-traits") || none.contains("client.js"), none);
    }

    private static String under(Container container, String policy) throws IOException {
        Response page = SITE.on(container)
                .send(Request.get("/about").header("Cookie", EU).header("X-Policy", policy));
        assertEquals(policy, page.header("Content-Security-Policy"));
        return page.text();
    }

    @EachContainer
    void thePageWearsTheVisitorsColourWithReadableText(Container container) throws IOException {
        String page = get(container, "/about", EU).text();
        assertTrue(page.contains("#204060"), page);
        assertTrue(page.contains("--attune-page-color") && page.contains("--attune-page-text"), page);
        assertFalse(get(container, "/about", US).text().contains("--attune-page-color"));
    }

    @EachContainer
    void contentIsEditedWithEscapedTraits(Container container) throws IOException {
        String page = get(container, "/about", EU).text();
        assertTrue(page.contains("<h1 id='hello'>Hello, Anna&lt;/script&gt;</h1>"), page);
    }

    @EachContainer
    void whatNoRuleTouchesKeepsItsBytes(Container container) throws IOException {
        String page = get(container, "/about", US).text();
        assertTrue(page.startsWith("<!DOCTYPE html><html><head>"), page);
        assertTrue(
                page.contains(
                        "<title>/about</title></head><body class='shop'><h1 id='hello'>Hello, Bob</h1><p>method=GET"),
                page);
        assertTrue(page.endsWith("</p></body></html>"), page);
    }

    @EachContainer
    void aPersonalizedPageIsKeptByNoSharedCache(Container container) throws IOException {
        Response page = get(container, "/home", EU);
        assertEquals("private, no-cache", page.header("Cache-Control"));
        assertFalse("\"app\"".equals(page.header("ETag")), page.toString());
        assertNull(page.header("Last-Modified"), page.toString());
        String length = page.header("Content-Length");
        assertTrue(length == null || Integer.parseInt(length) == page.body().length, page.toString());
    }

    @EachContainer
    void aConditionalRequestNeverGetsAnotherVisitorsPage(Container container) throws IOException {
        Response eu = get(container, "/home", EU);
        for (String validator : new String[] {"\"app\"", "W/\"app\"", String.valueOf(eu.header("ETag"))}) {
            Response us = SITE.on(container)
                    .send(Request.get("/home")
                            .header("Cookie", US)
                            .header("If-None-Match", validator)
                            .header("If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT"));
            assertEquals(200, us.status(), validator);
            assertTrue(us.text().contains("Hello, Bob"), us.toString());
        }
    }

    @EachContainer
    void aResponseThatIsNoPageKeepsItsHeadersAndBytes(Container container) throws IOException {
        Response data = get(container, "/data", EU);
        assertEquals("{\"html\": \"<head></head>\"}", data.text());
        assertEquals("\"app\"", data.header("ETag"));
        assertEquals("public, max-age=600", data.header("Cache-Control"));
    }

    @EachContainer
    void aSkippedPathGetsTheContainersOwnResponse(Container container) throws IOException {
        Response skipped = get(container, "/theme.css", EU);
        assertFalse(skipped.text().contains("response=dev.attune"), skipped.toString());
        assertEquals("\"app\"", skipped.header("ETag"));
    }

    @EachContainer
    void theAppReadsTheProfile(Container container) throws IOException {
        assertTrue(get(container, "/profile", US).text().contains("Bob|there"));
        assertTrue(get(container, "/profile", "").text().contains("|there"));
    }

    @EachContainer
    void servesTheClientScriptToEverybody(Container container) throws IOException {
        Response script = get(container, "/attune/client.js", "");
        assertEquals(200, script.status());
        assertTrue(String.valueOf(script.header("Content-Type")).startsWith("text/javascript"), script.toString());
        Response again = SITE.on(container)
                .send(Request.get("/attune/client.js").header("If-None-Match", String.valueOf(script.header("ETag"))));
        assertEquals(304, again.status());
        Response posted = SITE.on(container).send(Request.of("POST", "/attune/client.js"));
        assertEquals(405, posted.status());
    }

    @EachContainer
    void isNotLedAstrayByTricksInThePath(Container container) throws IOException {
        Deployment site = SITE.on(container);
        for (String path : new String[] {
            "/WEB-INF/web.xml",
            "//WEB-INF/web.xml",
            "/x/..;/WEB-INF/web.xml",
            "/%57EB-INF/web.xml",
            "/x/%2e%2e/WEB-INF/web.xml"
        }) {
            Response answer = site.send(Request.get(path).header("Cookie", EU));
            assertFalse(answer.text().contains("<web-app"), path);
        }
        for (String path : new String[] {"//homepage-eu", "/x/../homepage-eu", "/./homepage-eu", "/homepage-eu/"}) {
            assertFalse(
                    site.send(Request.get(path).header("Cookie", EU)).text().contains("<title>/homepage-eu</title>"),
                    path);
        }
    }

    @EachContainer
    void aBodyGoesOutWholeWhateverItsSize(Container container) throws IOException {
        byte[] expected = get(container, "/", "").body();
        assertArrayEquals(
                expected, get(container, "/", "ajs_user_id=a-stranger").body());
    }

    private static Response get(Container container, String path, String cookies) throws IOException {
        Request request = Request.get(path);
        return SITE.on(container).send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }
}
