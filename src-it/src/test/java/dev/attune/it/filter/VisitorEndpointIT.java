package dev.attune.it.filter;

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
import dev.attune.jakarta.preview.PreviewLink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/** A script hears of a page what the page itself tells. */
@Timeout(120)
class VisitorEndpointIT {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final String NOTHING = "{\"traits\":{},\"experiments\":{}}";

    private static final ProfilesServer PROFILES = new ProfilesServer()
            .visitor("user_id:anna", "{\"location\": \"EU\", \"first_name\": \"Zo\u00eb</script>\"}")
            .visitor("user_id:bob", "{\"location\": \"US\"}");
    private static final Site SITE = Site.of(app());

    private static WebApp app() {
        Map<String, String> parameters = new HashMap<>(PROFILES.parameters());
        parameters.put("profileBudget", "10s");
        parameters.put("consent", "cookie:agreed");
        parameters.put("explainKey", KEY);
        parameters.put("skip", "default,/data");
        parameters.put("variationsDirect", "hide");
        parameters.put(
                "clientTraits",
                "{\"firstName\": {\"trait\": \"first_name\"}, \"isEuropean\": {\"when\": {\"location\": \"EU\"}}}");
        parameters.put("variations", """
            [{"route": "/home", "experiment": "hero-2026", "sticky": true, "weights": [0, 1],
              "serve": [null, "/homepage-us"]}]\
            """);
        return WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us", "/about", "/data", "/plain")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }

    @AfterAll
    static void stopProfiles() {
        PROFILES.close();
    }

    private static Response ask(Deployment site, String path, String cookies) throws IOException {
        return site.send(
                Request.get("/attune/visitor?path=" + site.contextPath() + path).header("Cookie", cookies));
    }

    /** Returns what stands in the page's data block. */
    private static String block(Response page) {
        String text = page.text();
        int start = text.indexOf('>', text.indexOf("id=\"attune-traits\"")) + 1;
        return text.substring(start, text.indexOf("</script>", start));
    }

    private static String json(Response answer) {
        assertEquals(200, answer.status(), answer.toString());
        return answer.text().strip();
    }

    private static String traits(String traits) {
        return "\"traits\":" + traits;
    }

    @EachContainer
    void traitsAreThoseOfThePage(Container container) throws IOException {
        Deployment site = SITE.on(container);
        for (String cookies : List.of(
                "agreed=1; ajs_user_id=anna",
                "agreed=1; ajs_user_id=bob",
                "agreed=1; ajs_user_id=unheard-of",
                "agreed=1",
                "ajs_user_id=anna",
                "x=y")) {
            for (String path : List.of("/plain", "/home", "/nowhere")) {
                String page = path.equals("/nowhere") ? "/plain" : path;
                String shown = block(site.send(Request.get(page).header("Cookie", cookies)));
                String told = json(ask(site, path, cookies));
                assertTrue(told.contains(traits(shown)), cookies + path + told + shown);
            }
        }
        String anna = json(ask(site, "/plain", "agreed=1; ajs_user_id=anna"));
        assertTrue(anna.contains("\"firstName\":\"Zo\\u00eb\\u003c/script\\u003e\""), anna);
        assertTrue(anna.contains("\"isEuropean\":true"), anna);
    }

    @EachContainer
    void theExperimentIsThatOfThePageAndIsKeptAlike(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response answer = ask(site, "/home", "agreed=1; ajs_user_id=anna");
        assertTrue(json(answer).contains("\"experiments\":{\"hero-2026\":1}"), answer.text());
        String cookie = String.valueOf(answer.header("Set-Cookie"));
        assertTrue(cookie.startsWith("attune_experiments=hero-2026!1;"), cookie);
        Response without = ask(site, "/home", "ajs_user_id=anna");
        assertTrue(json(without).contains("\"experiments\":{}"), without.text());
        assertNull(without.header("Set-Cookie"), without.toString());
    }

    @EachContainer
    void aPathThatThePageTellsNothingOfIsAnsweredWithNothing(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String anna = "agreed=1; ajs_user_id=anna";
        for (String path : List.of("/data", "/logo.png", "/homepage-us", "/attune/explain", "/attune/visitor")) {
            assertEquals(sorted(NOTHING), sorted(json(ask(site, path, anna))), path);
        }
    }

    /** A container would answer 403 for the page, so its visitor learns nothing of the experiment there. */
    @EachContainer
    void aPageThatASecurityConstraintClosesTellsNothing(Container container) throws IOException {
        String members = """
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>members</web-resource-name><url-pattern>/members/*</url-pattern>
              </web-resource-collection>
              <auth-constraint/>
            </security-constraint>\
            """;
        String rules =
                "[{\"route\": \"/*\", \"experiment\": \"all-2026\", \"weights\": [0, 1], \"serve\": [null, \"/b\"]}]";
        try (Deployment site = container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/members/area", "/b")
                        .webXml(members)
                        .filter("dev.attune.jakarta.PersonalizationFilter", Map.of("variations", rules))
                        .attune())) {
            assertTrue(json(ask(site, "/open", "ajs_user_id=anna")).contains("\"all-2026\":1"));
            for (String path : List.of("/members/area", "/members/", "/members//area", "/x/../members/area;a=b")) {
                assertEquals(sorted(NOTHING), sorted(json(ask(site, path, "ajs_user_id=anna"))), path);
            }
        }
    }

    @EachContainer
    void aPreviewShowsThereWhatItShowsOnThePage(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String link = PreviewLink.to("/plain")
                .traits(Map.of("location", "EU", "first_name", "Preview"))
                .url(KEY, site.contextPath());
        Response opened =
                site.send(Request.get(link.substring(site.contextPath().length())));
        String cookie = String.valueOf(opened.header("Set-Cookie"));
        String preview = "ajs_user_id=bob; agreed=1; " + cookie.substring(0, cookie.indexOf(';'));
        assertTrue(block(site.send(Request.get("/plain").header("Cookie", preview)))
                .contains("Preview"));
        String told = json(ask(site, "/plain", preview));
        assertTrue(told.contains("\"firstName\":\"Preview\"") && told.contains("\"isEuropean\":true"), told);
        assertNull(ask(site, "/home", preview).header("Set-Cookie"));
    }

    @EachContainer
    void anAnswerIsKeptByNoCacheAndReadByNoOtherSite(Container container) throws IOException {
        Deployment site = SITE.on(container);
        Response answer = ask(site, "/plain", "agreed=1; ajs_user_id=anna");
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertTrue(String.valueOf(answer.header("Content-Type")).startsWith("application/json"), answer.toString());
        assertNull(answer.header("Access-Control-Allow-Origin"));
        Request asked = Request.get("/attune/visitor?path=" + site.contextPath() + "/plain")
                .header("Cookie", "agreed=1; ajs_user_id=anna");
        for (Request foreign : List.of(
                asked.header("Sec-Fetch-Site", "cross-site"),
                asked.header("Sec-Fetch-Site", "same-site"),
                asked.header("Origin", "https://evil.test"),
                asked.header("Origin", "null"))) {
            Response refused = site.send(foreign);
            assertEquals(403, refused.status(), refused.toString());
            assertFalse(refused.text().contains("Zo"), refused.text());
        }
        assertEquals(200, site.send(asked.header("Origin", "http://localhost")).status());
        assertEquals(
                200, site.send(asked.header("Sec-Fetch-Site", "same-origin")).status());
    }

    @EachContainer
    void otherMethodsAreRefusedAndHeadHasNoBody(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String target = "/attune/visitor?path=" + site.contextPath() + "/plain";
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            Response refused = site.send(Request.of(method, target).body("text/plain", "x"));
            assertEquals(405, refused.status(), method);
            assertEquals("GET, HEAD", refused.header("Allow"));
            assertTrue(refused.text().startsWith("{\"error\":"), refused.text());
        }
        Response head = site.send(Request.of("HEAD", target));
        assertEquals(200, head.status());
        assertEquals(0, head.body().length);
    }

    @EachContainer
    void aPathThatIsNoneIsRefusedWithAWordWhy(Container container) throws IOException {
        Deployment site = SITE.on(container);
        String context = site.contextPath();
        for (String query : List.of(
                "",
                "?",
                "?path=",
                "?pth=" + context,
                "?path=" + context + "-other/x",
                "?path=" + context + "/..%2F..%2Fetc",
                "?path=" + context + "/../x",
                "?path=" + context + "/a%252Fb",
                "?path=" + context + "/a%00",
                "?path=https%3A%2F%2Fevil.test" + context,
                "?path=" + context + "/" + "a".repeat(5000))) {
            Response refused = site.send(Request.get("/attune/visitor" + query));
            assertEquals(400, refused.status(), query);
            assertTrue(refused.text().startsWith("{\"error\":"), refused.text());
            assertEquals("no-store", refused.header("Cache-Control"));
        }
    }

    /** No container says in which order it has the members. */
    private static List<String> sorted(String json) {
        return List.of(json.replaceAll("[{}]", "").split(",", -1)).stream()
                .sorted()
                .toList();
    }
}
