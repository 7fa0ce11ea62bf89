package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;

/** A page that a browser has asked for ahead counts when somebody sees it, and never before. */
@Timeout(120)
class SeenPagesIT {
    private static final Pattern TOKEN = Pattern.compile("<script data-to=\"([^\"]*)\" data-token=\"([\\w-]+)\">");
    private static final String VARIATIONS = """
        [{"route": "/home", "experiment": "hero-2026", "serve": [null, "/homepage-us"]},
         {"route": "/about", "experiment": "about-2026", "serve": [null, "/homepage-us"]}]\
        """;

    private static Deployment deploy(Container container, TrackingServer segment, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(segment.parameters());
        parameters.put("variations", VARIATIONS);
        parameters.put("consent", "cookie:agreed");
        parameters.putAll(more);
        return container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us", "/about")
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }

    private static Request get(String path, String user) {
        return Request.get(path).header("Cookie", "agreed=yes; ajs_user_id=" + user);
    }

    private static Response ahead(Deployment site, String path, String user) throws IOException {
        return site.send(get(path, user).header("Sec-Purpose", "prefetch;prerender"));
    }

    private static String token(Deployment site, Response page) {
        Matcher found = TOKEN.matcher(page.text());
        assertTrue(found.find(), page.text());
        assertEquals(site.contextPath() + "/attune/seen", found.group(1));
        return found.group(2);
    }

    private static Request seen(String token) {
        return Request.of("POST", "/attune/seen")
                .header("Cookie", "agreed=yes")
                .header("Sec-Fetch-Site", "same-origin")
                .body("text/plain;charset=UTF-8", token);
    }

    /** Events leave in their order, so that this one comes behind all that were counted before. */
    private static void assertCounted(List<String> users, Deployment site, TrackingServer segment) throws Exception {
        site.send(get("/about", "the-last"));
        segment.await(events -> events.stream().anyMatch(event -> event.contains("the-last")));
        List<String> events = segment.events().stream()
                .map(event -> event.replaceFirst(".*\"userId\":\"([^\"]*)\".*", "$1"))
                .filter(user -> !user.equals("the-last"))
                .toList();
        assertEquals(users, events);
    }

    @EachContainer
    void aPageCountsOnceWhenItIsSeen(Container container) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of())) {
            ahead(site, "/home", "never");
            String token = token(site, ahead(site, "/home", "anna"));
            for (int i = 0; i < 3; i++) {
                Response counted = site.send(seen(token));
                assertEquals(204, counted.status(), counted.toString());
                assertEquals("no-store", counted.header("Cache-Control"));
            }
            // Another copy of the same page, and the page itself, show nothing new.
            assertEquals(
                    204,
                    site.send(seen(token(site, ahead(site, "/home", "anna")))).status());
            site.send(get("/home", "anna"));
            assertCounted(List.of("anna"), site, segment);
            String event = segment.events().get(0);
            assertTrue(event.contains("\"experiment_id\":\"hero-2026\""), event);
        }
    }

    @EachContainer
    void whatIsReportedIsWhatThePageItselfWouldHaveReported(Container container) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                TrackingServer other = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of());
                Deployment plain = deploy(container, other, Map.of())) {
            for (String user : List.of("u1", "u2", "u3", "u4", "u5", "u6")) {
                site.send(seen(token(site, ahead(site, "/home", user))));
                plain.send(get("/home", user));
            }
            assertCounted(List.of("u1", "u2", "u3", "u4", "u5", "u6"), site, segment);
            assertCounted(List.of("u1", "u2", "u3", "u4", "u5", "u6"), plain, other);
            for (int i = 0; i < 6; i++) {
                assertEquals(
                        withoutTime(other.events().get(i)),
                        withoutTime(segment.events().get(i)));
            }
        }
    }

    private static String withoutTime(String event) {
        return event.replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    @EachContainer
    void pagesThatAreSeenAtOnceCarryNoToken(Container container) throws IOException {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of())) {
            String agreed = "agreed=yes; ajs_user_id=anna";
            for (Request request : List.of(
                    get("/home", "anna"),
                    get("/home", "anna").header("Sec-Fetch-Dest", "document"),
                    Request.get("/home").header("Cookie", "ajs_user_id=anna").header("Sec-Purpose", "prefetch"),
                    Request.get("/home").header("Cookie", "agreed=yes").header("Sec-Purpose", "prefetch"),
                    get("/home", "anna")
                            .header("Sec-Purpose", "prefetch")
                            .header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
                    Request.of("POST", "/home").header("Cookie", agreed).header("Sec-Purpose", "prefetch"))) {
                Response page = site.send(request);
                assertFalse(page.text().contains("data-token"), request + page.text());
            }
        }
    }

    /** Turbo fetches whole pages by script, and merges their heads into the page. */
    @EachContainer
    void aPageThatAScriptAsksForCountsWhereItIsShown(Container container) throws Exception {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of())) {
            site.send(get("/home", "never").header("Sec-Fetch-Dest", "empty"));
            Response visited = site.send(get("/home", "anna").header("Sec-Fetch-Dest", "empty"));
            assertEquals(204, site.send(seen(token(site, visited))).status());
            Response ahead = site.send(get("/home", "bob").header("X-Sec-Purpose", "prefetch"));
            assertEquals(204, site.send(seen(token(site, ahead))).status());
            assertCounted(List.of("anna", "bob"), site, segment);
        }
    }

    /** The visitor sees no variation there, although the filter has decided for one. */
    @EachContainer
    void aPageThatAFilterOfTheAppAnswersWithCarriesNoToken(Container container) throws IOException {
        try (TrackingServer segment = new TrackingServer()) {
            Map<String, String> parameters = new HashMap<>(segment.parameters());
            parameters.put("variations", VARIATIONS);
            parameters.put("clientTraits", "{}");
            try (Deployment site = container
                    .running()
                    .deploy(WebApp.create()
                            .servlet(ShopPages.class, "/home", "/homepage-us")
                            .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                            .classes(Notice.class)
                            .filter(Notice.class.getName(), Map.of())
                            .attune())) {
                Request ahead = get("/home", "anna").header("Sec-Purpose", "prefetch");
                String notice = site.send(ahead.header("X-Notice", "1")).text();
                assertTrue(notice.contains("attune-traits") && notice.contains("<title>notice</title>"), notice);
                assertFalse(notice.contains("data-token"), notice);
                assertTrue(site.send(ahead).text().contains("data-token"));
            }
        }
    }

    /** Answers in place of pages. */
    public static final class Notice implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Notice") == null) {
                chain.doFilter(request, response);
            } else {
                response.setContentType("text/html");
                response.getWriter()
                        .write("<!DOCTYPE html><html><head><title>notice</title></head><body></body></html>");
            }
        }
    }

    @EachContainer
    void aTokenTellsNothingAndIsGoodForOneThing(Container container) throws Exception {
        Map<String, String> keys = Map.of("signingKeys", "0123456789abcdef0123456789abcdef");
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of());
                Deployment node = deploy(container, segment, keys);
                Deployment other = deploy(container, segment, keys)) {
            Response page = ahead(site, "/home", "anna-the-visitor");
            String token = token(site, page);
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("anna"), token);
            for (Request refused : List.of(
                    seen(token.substring(1)),
                    seen(token + "A"),
                    seen("x"),
                    seen(""),
                    seen("{\"experiment\":\"hero-2026\"}"),
                    seen(token(node, ahead(node, "/home", "eve"))),
                    Request.of("POST", "/attune/seen").body("text/plain", token),
                    seen(token).header("User-Agent", "Googlebot/2.1"))) {
                Response answer = site.send(refused);
                assertEquals(403, answer.status(), refused + " " + answer);
                assertTrue(answer.text().startsWith("{\"error\":"), answer.text());
            }
            Request sent = Request.of("POST", "/attune/seen").header("Cookie", "agreed=yes");
            assertEquals(
                    403,
                    site.send(sent.header("Origin", "https://evil.test").body("text/plain", token))
                            .status());
            assertEquals(
                    403,
                    site.send(sent.header("Sec-Fetch-Site", "cross-site").body("text/plain", token))
                            .status());
            assertEquals(413, site.send(seen("x".repeat(5000))).status());
            assertEquals(405, site.send(Request.get("/attune/seen")).status());
            assertCounted(List.of(), site, segment);
            // The token belongs to one web app; another context path is another app, even with the same keys.
            assertNotEquals(node.contextPath(), other.contextPath());
            assertEquals(
                    403,
                    other.send(seen(token(node, ahead(node, "/home", "eve")))).status());
            assertEquals(
                    204,
                    node.send(seen(token(node, ahead(node, "/home", "eve")))).status());
        }
    }

    @EachContainer
    void aCopyWithATokenAndOneWithoutDoNotStandForEachOther(Container container) throws IOException {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of())) {
            String plain = String.valueOf(site.send(get("/home", "anna")).header("ETag"));
            String ahead = String.valueOf(ahead(site, "/home", "anna").header("ETag"));
            assertNotEquals(plain, ahead);
            Request again = get("/home", "anna").header("Sec-Purpose", "prefetch");
            assertEquals(200, site.send(again.header("If-None-Match", plain)).status());
            assertEquals(304, site.send(again.header("If-None-Match", ahead)).status());
        }
    }

    @EachContainer
    void theScriptIsServedForPagesThatAllowNoInlineScript(Container container) throws IOException {
        try (TrackingServer segment = new TrackingServer();
                Deployment site = deploy(container, segment, Map.of())) {
            Response page = site.send(get("/home", "anna")
                    .header("Sec-Purpose", "prefetch")
                    .header("X-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'"));
            Matcher url =
                    Pattern.compile("data-token=\"[\\w-]+\" src=\"([^\"]*)\"").matcher(page.text());
            assertTrue(url.find(), page.text());
            Response script = site.get(url.group(1).substring(site.contextPath().length()));
            assertEquals(200, script.status());
            assertTrue(script.text().contains("sendBeacon"), script.text());
            assertTrue(String.valueOf(script.header("Cache-Control")).contains("immutable"));
            String closed = site.send(get("/home", "anna")
                            .header("Sec-Purpose", "prefetch")
                            .header("X-Policy", "script-src 'unsafe-inline'; connect-src 'none'"))
                    .text();
            assertFalse(closed.contains("data-token"), closed);
        }
    }
}
