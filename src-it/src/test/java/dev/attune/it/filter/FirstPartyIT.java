package dev.attune.it.filter;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ids, analytics.js and events of the own domain, through the filter. */
@Timeout(120)
class FirstPartyIT {
    private static final String HERO =
            "[{\"route\": \"/home\", \"experiment\": \"hero\", \"serve\": [null, \"/homepage-us\"]}]";
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36";

    @EachContainer
    void theFirstViewOfANewBrowserIsInTheExperimentUnderTheIdThatThePageGets(Container container) throws Exception {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of("anonymousId", "server", "variations", HERO))) {
            Response page = site.send(page("/home"));
            String cookie = requireNonNull(idCookie(page), page.toString());
            String lower = cookie.toLowerCase(Locale.ROOT);
            assertTrue(
                    lower.contains("httponly")
                            && lower.contains("samesite=lax")
                            && lower.contains("max-age=31536000")
                            && lower.contains("path=/;")
                            && !lower.contains("domain")
                            && !lower.contains("secure"),
                    cookie);
            String id = cookie.substring("attune_aid=".length(), cookie.indexOf(';'));
            assertTrue(id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), id);
            assertTrue(page.text().contains("data-id=\"" + id + "\""), page.text());
            assertEquals("private, no-cache", page.header("Cache-Control"));
            assertTrue(String.valueOf(page.headers("Vary")).contains("Cookie"), page.toString());
            await(segment, "/v1/batch");
            assertTrue(
                    segment.events("/v1/batch").get(0).contains("\"anonymousId\":\"" + id + "\""),
                    segment.events("/v1/batch").toString());
            String title = title(page);
            for (int i = 0; i < 3; i++) {
                Response again = site.send(page("/home").header("Cookie", "attune_aid=" + id));
                assertEquals(title, title(again));
                assertNull(idCookie(again), "what the browser keeps already is not set again");
                assertTrue(again.text().contains("data-id=\"" + id + "\""), again.text());
            }
        }
    }

    @EachContainer
    void anIdOfAnalyticsJsWinsAndIsKept(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of("anonymousId", "server"))) {
            Response page = site.send(page("/about").header("Cookie", "attune_aid=old; ajs_anonymous_id=a%20b%22%3C"));
            assertTrue(String.valueOf(idCookie(page)).startsWith("attune_aid=a%20b%22%3C;"), page.toString());
            assertTrue(page.text().contains("data-id=\"a b&quot;&lt;\""), page.text());
            Response kept = site.send(page("/about").header("Cookie", "attune_aid=a%20b%22%3C"));
            assertNull(idCookie(kept));
            assertTrue(kept.text().contains("data-id=\"a b&quot;&lt;\""), kept.text());
        }
    }

    @EachContainer
    void onlyDocumentsOfVisitorsWhoHaveAgreedGetAnId(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(
                        container,
                        segment,
                        Map.of("anonymousId", "server", "analyticsSnippet", "on", "consent", "cookie:agreed=yes"))) {
            Request agreed = Request.get("/about").header("User-Agent", BROWSER).header("Cookie", "agreed=yes");
            Response page = site.send(agreed);
            assertTrue(idCookie(page) != null && page.text().contains("data-id"), page.toString());
            for (Request none : List.of(
                    page("/about"),
                    page("/data").header("Cookie", "agreed=yes"),
                    agreed.header("Sec-Fetch-Dest", "empty"),
                    Request.get("/about")
                            .header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")
                            .header("Cookie", "agreed=yes"),
                    new Request("POST", "/about", agreed.headers(), new byte[0]).header("Content-Length", "0"))) {
                Response answer = site.send(none);
                assertNull(idCookie(answer), none + " " + answer);
                assertFalse(answer.text().contains("data-id"), none + " " + answer);
            }
            Response stranger = site.send(page("/about"));
            assertFalse(stranger.text().contains("data-key"), stranger.text());
            assertEquals("public, max-age=600", stranger.header("Cache-Control"));
            assertEquals("\"app\"", stranger.header("ETag"));
            assertEquals(403, site.send(event("/attune/v1/t", "{}")).status(), "without consent, no event");
            assertEquals(List.of(), segment.calls());
        }
    }

    @EachContainer
    void aResetForgetsTheIdAndOnlyTheOwnPagesMayResetIt(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of("anonymousId", "server"))) {
            Request reset = Request.of("POST", "/attune/reset").header("Cookie", "attune_aid=x");
            Response done = site.send(reset.header("Content-Length", "0").header("Sec-Fetch-Site", "same-origin"));
            assertEquals(204, done.status());
            assertTrue(String.valueOf(idCookie(done)).matches("attune_aid=;.*Max-Age=0.*"), done.toString());
            for (Request refused : List.of(
                    reset.header("Content-Length", "0").header("Sec-Fetch-Site", "cross-site"),
                    reset.header("Content-Length", "0").header("Sec-Fetch-Site", "same-site"),
                    reset.header("Content-Length", "0").header("Origin", "https://evil.test"),
                    Request.get("/attune/reset").header("Cookie", "attune_aid=x"))) {
                Response answer = site.send(refused);
                assertTrue(answer.status() == 403 || answer.status() == 405, answer.toString());
                assertNull(idCookie(answer));
            }
        }
    }

    /** One container is enough, since the hash is the core's. */
    @Test
    void aThousandNewBrowsersAreSplitEvenlyAndEachIsReportedUnderTheIdOfItsPage() throws Exception {
        try (SegmentServer segment = new SegmentServer();
                Deployment site =
                        deploy(Container.TOMCAT_11, segment, Map.of("anonymousId", "server", "variations", HERO))) {
            // Three sigma of 1,000 throws of a coin are 47. One fair thousand in 370 is beyond, so it takes a second
            // one to fail.
            Map<String, String> seen = pagesOfAThousand(site);
            int own = Collections.frequency(seen.values(), "0");
            assertTrue(
                    Math.abs(own - 500) <= 47
                            || Math.abs(Collections.frequency(
                                                    pagesOfAThousand(site).values(), "0")
                                            - 500)
                                    <= 47,
                    "own page: " + own);
            State.await(() -> reported(segment).keySet().containsAll(seen.keySet()));
            Map<String, String> reported = reported(segment);
            seen.forEach((id, variation) -> assertEquals(variation, reported.get(id), id));
        }
    }

    /** Returns the variation that each new browser has seen, by the id that its page hands to analytics.js. */
    private static Map<String, String> pagesOfAThousand(Deployment site) throws IOException {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            Response page = site.send(page("/home"));
            String id = page.text().replaceFirst("(?s).* data-id=\"([^\"]*)\".*", "$1");
            assertTrue(String.valueOf(idCookie(page)).startsWith("attune_aid=" + id + ";"), page.toString());
            seen.put(id, title(page).equals("/home") ? "0" : "1");
        }
        assertEquals(1000, seen.size());
        return seen;
    }

    private static Map<String, String> reported(SegmentServer segment) {
        Map<String, String> reported = new HashMap<>();
        for (String batch : segment.events("/v1/batch")) {
            for (String event : batch.split("\"anonymousId\":\"", -1)) {
                Matcher variation = Pattern.compile("\"variation_id\":\"?(\\d)").matcher(event);
                if (variation.find()) {
                    reported.put(event.substring(0, event.indexOf('"')), variation.group(1));
                }
            }
        }
        return reported;
    }

    /** Handlers that pile up from one request to the next would send each event several times. */
    @EachContainer
    void oneSiteAnswersManyPagesAndEventsEachOnce(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(
                        container,
                        segment,
                        Map.of("analyticsSnippet", "on", "anonymousId", "server", "variations", HERO))) {
            String first = site.send(page("/about")).text().replaceAll("data-id=\"[^\"]*\"", "");
            for (int i = 1; i <= 20; i++) {
                assertEquals(
                        200,
                        site.send(event("/attune/v1/t", "{\"n\":" + i + "}")).status());
                assertEquals(i, segment.calls().size());
                String next = site.send(page("/about")).text().replaceAll("data-id=\"[^\"]*\"", "");
                assertEquals(first, next);
            }
        }
    }

    @EachContainer
    void eventsGoThroughWithTheKeyAndWithoutAnythingElseOfTheRequest(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of("analyticsRedactKey", "on", "geo", "cloudflare"))) {
            for (String letter : List.of("i", "t", "p", "s", "g", "a")) {
                Response answer = site.send(event(
                                "/attune/v1/" + letter,
                                "{\"writeKey\":\"site\",\"userId\":\"" + SegmentServer.KEY + "\",\"context\":{}}")
                        .header("Cookie", "session=secret")
                        .header("Authorization", "Basic c2l0ZTo=")
                        .header("X-Forwarded-For", "9.9.9.9")
                        .header("CF-IPCountry", "DE"));
                assertEquals(200, answer.status(), answer.toString());
                assertNull(answer.header("Set-Cookie"), "a body never decides identity");
                SegmentServer.Call call = segment.calls().get(segment.calls().size() - 1);
                assertEquals("/v1/" + letter, call.path());
                // wr1teKey0123456789 and a colon
                assertEquals(
                        "Basic d3IxdGVLZXkwMTIzNDU2Nzg5Og==", call.headers().get("authorization"));
                assertFalse(call.headers().toString().contains("secret")
                        || call.headers().containsKey("cf-ipcountry"));
                assertFalse(call.body().contains("writeKey"), call.body());
                assertTrue(call.body().contains("\"userId\":\"" + SegmentServer.KEY + "\""), call.body());
                assertTrue(call.body().contains("\"country\":\"DE\""), call.body());
                assertTrue(call.body().matches(".*\"ip\":\"(127\\.0\\.0\\.1|[0:]+1)\".*"), call.body());
            }
            assertEquals(6, segment.calls().size(), "each event goes once");
            Response batch =
                    site.send(event("/attune/v1/b", "{\"batch\":[{\"writeKey\":\"site\"}],\"writeKey\":\"site\"}"));
            assertEquals(200, batch.status());
            assertFalse(segment.events("/v1/b").get(0).contains("writeKey"));
            assertEquals(
                    200, site.send(event("/attune/v1/m", "{\"series\":[]}")).status());
        }
    }

    @EachContainer
    void whatSegmentAnswersIsHandedBack(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of("clientIp", "hide", "analyticsContext", "off"))) {
            assertEquals(200, site.send(event("/attune/v1/t", "{}")).status());
            assertTrue(segment.events("/v1/t").get(0).contains("\"ip\":\"0.0.0.0\""));
            segment.answer(429, "7");
            Response slow = site.send(event("/attune/v1/t", "{}"));
            assertEquals(429, slow.status());
            assertEquals("7", slow.header("Retry-After"));
            segment.answer(500, null);
            assertEquals(500, site.send(event("/attune/v1/t", "{}")).status());
            segment.answer(400, null);
            assertEquals(400, site.send(event("/attune/v1/t", "{}")).status());
            segment.answer(302, null);
            assertEquals(502, site.send(event("/attune/v1/t", "{}")).status());
            segment.stop();
            Response down = site.send(event("/attune/v1/t", "{}"));
            assertEquals(503, down.status());
            assertTrue(down.header("Retry-After") != null, down.toString());
        }
    }

    @EachContainer
    void anEventThatIsNoneIsRefusedAndGoesNowhere(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of())) {
            for (String bad : List.of("", "x", "[]", "{\"a\":1", "{\"a\":1}x", "null")) {
                assertEquals(400, site.send(event("/attune/v1/t", bad)).status(), bad);
            }
            String large = "{\"a\":\"" + "x".repeat(33_000) + "\"}";
            assertEquals(413, site.send(event("/attune/v1/t", large)).status());
            assertEquals(
                    413,
                    site.send(event("/attune/v1/b", "{\"batch\":[" + large + "]}"))
                            .status());
            Request event = event("/attune/v1/t", "{}");
            assertEquals(
                    403, site.send(event.header("Sec-Fetch-Site", "cross-site")).status());
            assertEquals(
                    403, site.send(event.header("Origin", "https://evil.test")).status());
            assertEquals(
                    415, site.send(event.header("Content-Encoding", "gzip")).status());
            for (String path : List.of("/attune/v1/x", "/attune/v1/tt", "/attune/v1/t/x", "/attune/v1/batch")) {
                assertEquals(404, site.send(event(path, "{}")).status(), path);
            }
            assertEquals(404, site.get("/attune/v1/t").status());
            assertEquals(List.of(), segment.calls());
        }
    }

    @EachContainer
    void filesComeByteForByteFromNamedPathsOnly(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(container, segment, Map.of())) {
            String script = "\u00fc//# sourceMappingURL=x\n" + SegmentServer.KEY;
            segment.file("/analytics.js/v1/" + SegmentServer.KEY + "/analytics.min.js", "text/html", script)
                    .file("/v1/projects/" + SegmentServer.KEY + "/settings", "text/html", "{}")
                    .file("/analytics-next/bundles/123.bundle.abc.js", "text/javascript", "b")
                    .file("/next-integrations/integrations/x/1.0/x.dynamic.js.gz", "text/javascript", "n")
                    .file("/secret", "text/plain", "s");
            Request asked = Request.get("/attune/analytics.js/v1/" + SegmentServer.KEY + "/analytics.min.js");
            Response file = site.send(
                    asked.header("Cookie", "ajs_user_id=%22)%3Balert(1)").header("Host", "evil.test"));
            assertEquals(200, file.status(), file.toString());
            assertEquals(script, file.text());
            assertTrue(String.valueOf(file.header("Content-Type")).startsWith("text/javascript"), file.toString());
            assertEquals("nosniff", file.header("X-Content-Type-Options"));
            assertTrue(String.valueOf(file.header("Cache-Control")).startsWith("public, max-age="));
            assertNull(file.header("Set-Cookie"));
            assertNull(file.header("Vary"));
            String tag = requireNonNull(file.header("ETag"), file.toString());
            assertEquals(304, site.send(asked.header("If-None-Match", tag)).status());
            for (String path : List.of(
                    "v1/projects/" + SegmentServer.KEY + "/settings",
                    "analytics-next/bundles/123.bundle.abc.js",
                    "next-integrations/integrations/x/1.0/x.dynamic.js.gz")) {
                assertEquals(200, site.get("/attune/" + path).status(), path);
                assertEquals(200, site.get("/attune/" + path).status(), path);
            }
            assertEquals(4, segment.calls().size(), "one call for each file");
            assertFalse(segment.calls().get(0).headers().containsKey("cookie"));
            for (String path : List.of(
                    "secret",
                    "analytics.js/v1/other/analytics.min.js",
                    "v1/projects/other/settings",
                    "analytics-next/secret",
                    "analytics-next/bundles/a/b",
                    "analytics-next/bundles/..%2f..%2fsecret",
                    "analytics-next/bundles/%2e%2e/%2e%2e/secret",
                    "next-integrations/../secret",
                    "next-integrations/a%20b",
                    "next-integrations/a%3Fb")) {
                int status = site.get("/attune/" + path).status();
                assertTrue(status == 404 || status == 400, path + " " + status);
            }
            assertEquals(4, segment.calls().size(), segment.calls().toString());
            segment.stop();
            assertEquals(script, site.send(asked).text());
        }
    }

    @EachContainer
    void withAHiddenKeyNothingThatBrowsersSeeHoldsIt(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site =
                        deploy(container, segment, Map.of("analyticsRedactKey", "on", "analyticsSnippet", "on"))) {
            String key = SegmentServer.KEY;
            segment.file("/analytics.js/v1/" + key + "/analytics.min.js", "x", "a='" + key + "';b='" + key + "'")
                    .file("/v1/projects/" + key + "/settings", "x", "{\"apiKey\":\"" + key + "\",\"" + key + "\":1}");
            for (String path :
                    List.of("/attune/analytics.js/v1/site/analytics.min.js", "/attune/v1/projects/site/settings")) {
                Response file = site.get(path);
                assertEquals(200, file.status(), path);
                assertFalse(file.toString().contains(key), file.toString());
                assertTrue(file.text().contains("site"));
            }
            Response page = site.send(page("/about"));
            assertFalse(page.toString().contains(key), page.toString());
            assertTrue(page.text().contains("data-key=\"site\""), page.text());
            assertEquals(
                    404, site.get("/attune/v1/projects/" + key + "/settings").status());
        }
    }

    @EachContainer
    void theSnippetGoesIntoTheOneHeadUnderThePagesPolicy(Container container) throws IOException {
        try (SegmentServer segment = new SegmentServer();
                Deployment site = deploy(
                        container,
                        segment,
                        Map.of("analyticsSnippet", "on", "clientTraits", "{\"vip\": {\"when\": {}}}"))) {
            Response page = site.send(page("/about").header("Host", "evil.test"));
            assertFalse(page.text().contains("evil.test"), page.text());
            assertEquals(1, count(page, "data-key"));
            assertTrue(
                    page.text().indexOf("attune-traits") < page.text().indexOf("data-key")
                            && page.text().indexOf("data-key") < page.text().indexOf("</head>"),
                    page.text());
            assertTrue(page.text().contains("data-cdn=\"" + site.contextPath() + "/attune\""), page.text());
            Response nonce = site.send(page("/about").header("X-Policy", "script-src 'nonce-abc'"));
            assertTrue(
                    Pattern.compile("<script data-cdn[^>]* nonce=\"abc\">")
                            .matcher(nonce.text())
                            .find(),
                    nonce.text());
            Response self = site.send(page("/about").header("X-Policy", "script-src 'self'"));
            Matcher url =
                    Pattern.compile("<script data-cdn[^>]* src=\"([^\"]*)\"").matcher(self.text());
            assertTrue(url.find(), self.text());
            assertEquals(
                    200,
                    site.get(url.group(1).substring(site.contextPath().length()))
                            .status());
            Response closed = site.send(page("/about").header("X-Policy", "script-src 'none'"));
            assertEquals(0, count(closed, "data-key"));
            assertEquals(0, count(site.send(page("/data")), "data-key"));
        }
    }

    @TempDir
    Path folder;

    @EachContainer
    void aSwitchInTheRulesFileHoldsAtOnceAndOffLeavesTheContainersOwnObjects(Container container) throws Exception {
        Path rules = Files.createTempDirectory(folder, "rules").resolve("attune.json");
        RulesOnDisk.write(rules, "{\"settings\": {\"analyticsSnippet\": \"on\"}, \"variations\": " + HERO + "}");
        try (SegmentServer segment = new SegmentServer();
                Deployment site =
                        deploy(container, segment, Map.of("rules", rules.toUri().toString()))) {
            assertTrue(site.send(page("/about")).text().contains("data-key"));
            assertEquals(400, site.send(event("/attune/v1/t", "")).status());
            RulesOnDisk.write(rules, "{\"settings\": {\"analyticsSnippet\": \"off\", \"analyticsEvents\": \"off\"}}");
            State.await(() -> !site.send(page("/about")).text().contains("data-key"));
            assertEquals(404, site.send(event("/attune/v1/t", "{}")).status());
            RulesOnDisk.write(
                    rules,
                    "{\"settings\": {\"enabled\": \"off\", \"analyticsSnippet\": \"on\"}, \"pageColor\": {\"trait\": \"x\"}}");
            State.await(() -> site.get("/attune/client.js").status() == 404);
            Response page = site.send(page("/about").header("Cookie", "ajs_user_id=anna"));
            assertFalse(page.text().contains("response=dev.attune"), page.text());
            assertEquals("public, max-age=600", page.header("Cache-Control"));
            assertEquals("\"app\"", page.header("ETag"));
            RulesOnDisk.write(rules, "{\"settings\": {\"analyticsSnippet\": \"on\"}}");
            State.await(() -> site.send(page("/about")).text().contains("data-key"));
            assertNotEquals(404, site.get("/attune/client.js").status());
        }
    }

    private static void await(SegmentServer segment, String path) throws IOException, InterruptedException {
        State.await(() -> !segment.events(path).isEmpty());
    }

    private static Request page(String path) {
        return Request.get(path).header("User-Agent", BROWSER).header("Sec-Fetch-Dest", "document");
    }

    private static Request event(String path, String body) {
        return Request.of("POST", path).header("User-Agent", BROWSER).body("text/plain", body);
    }

    private static int count(Response page, String text) {
        return page.text().split(Pattern.quote(text), -1).length - 1;
    }

    private static String title(Response page) {
        return page.text().replaceFirst("(?s).*<title>(.*)</title>.*", "$1");
    }

    private static @Nullable String idCookie(Response response) {
        return response.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("attune_aid="))
                .findFirst()
                .orElse(null);
    }

    private static Deployment deploy(Container container, SegmentServer segment, Map<String, String> more)
            throws IOException {
        Map<String, String> parameters = new HashMap<>(segment.parameters());
        parameters.putAll(more);
        return container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us", "/about", "/data")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }
}
