package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The filters that many apps have do for a personalized page what they do for any, before Attune, behind it and around it. */
class FilterOrderIT {
    private static final String ATTUNE = "dev.attune.jakarta.PersonalizationFilter";
    private static final String LOG_IN = OuterFilters.LogIn.class.getName();
    private static final String POLICY = OuterFilters.Policy.class.getName();
    private static final String ZIP = OuterFilters.Compression.class.getName();
    private static final String NO_STORE = OuterFilters.NoStore.class.getName();
    private static final String KEEP_ALL = OuterFilters.KeepAll.class.getName();

    private static final List<Site> ORDERS = List.of(
            site("last", ATTUNE, LOG_IN, ZIP, POLICY, NO_STORE),
            site("last", LOG_IN, ZIP, POLICY, NO_STORE, ATTUNE),
            site("last", NO_STORE, LOG_IN, ATTUNE, POLICY, ZIP),
            site("last", ZIP, POLICY, ATTUNE, NO_STORE, LOG_IN),
            site("here", LOG_IN, NO_STORE, POLICY, ZIP, ATTUNE));
    private static final List<Site> WITH_NO_STORE = List.of(
            site("last", NO_STORE, ATTUNE),
            site("last", ATTUNE, NO_STORE),
            site("last", ZIP, NO_STORE, ATTUNE, POLICY));
    private static final List<Site> WITH_KEEP_ALL =
            List.of(site("last", KEEP_ALL, ATTUNE), site("last", ATTUNE, KEEP_ALL));
    private static final Site HERE = site("here", NO_STORE, ATTUNE, LOG_IN, POLICY);

    private static Site site(String forward, String... filters) {
        WebApp app = WebApp.create()
                .servlet(Pages.class, "/home", "/homepage-eu", "/login", "/long", "/kept", "/error")
                .classes(OuterFilters.class);
        for (String filter : filters) {
            app.filter(
                    filter,
                    filter.equals(ATTUNE)
                            ? Map.of(
                                    "variations",
                                    "[{\"route\": \"/home\", \"serve\": \"/homepage-eu\"}]",
                                    "clientTraits",
                                    "{\"vip\": {\"when\": {\"vip\": true}}}",
                                    "variationForward",
                                    forward)
                            : Map.of());
        }
        return Site.of(app.attune());
    }

    @EachContainer
    void aLogInKeepsStrangersFromAVariation(Container container) throws IOException {
        for (Site site : ORDERS) {
            Response answer = get(site, container, "/home", "");
            assertEquals(302, answer.status(), answer.toString());
        }
    }

    @EachContainer
    void aVariationIsCompressedUnderThePolicyAndNotStored(Container container) throws IOException {
        for (Site site : ORDERS) {
            Response page = get(site, container, "/home", "member=yes");
            assertEquals("gzip", page.header("Content-Encoding"), page.toString());
            String text = text(page);
            assertTrue(text.contains("<title>/homepage-eu</title>") && text.endsWith("</html>"), text);
            assertEquals("default-src 'self'", page.header("Content-Security-Policy"));
            assertEquals(
                    List.of("no-cache, no-store"),
                    page.headers("Cache-Control"),
                    () -> "order " + ORDERS.indexOf(site) + " " + page);
        }
    }

    @EachContainer
    void aFilterThatSaysNoStoreOnlyWhereNothingIsSaidSaysItOfPersonalizedPages(Container container) throws IOException {
        for (Site site : WITH_NO_STORE) {
            for (String path : new String[] {"/home", "/login", "/long"}) {
                Response page = get(site, container, path, "");
                assertTrue(text(page).contains("attune-traits"), page.toString());
                assertEquals(List.of("no-cache, no-store"), page.headers("Cache-Control"), path);
            }
            Response kept = get(site, container, "/kept", "");
            assertEquals(List.of("private, no-cache"), kept.headers("Cache-Control"));
            Response error = get(site, container, "/error", "");
            assertEquals(404, error.status());
            assertTrue(String.join(",", error.headers("Cache-Control")).contains("no-store"), error.toString());
        }
    }

    @EachContainer
    void aFilterThatLetsCachesKeepAllMakesNoPersonalizedPagePublic(Container container) throws IOException {
        for (Site site : WITH_KEEP_ALL) {
            for (String path : new String[] {"/home", "/login", "/kept"}) {
                Response page = get(site, container, path, "");
                assertEquals(List.of("private, no-cache"), page.headers("Cache-Control"), path);
                assertEquals(List.of("no-store"), page.headers("Surrogate-Control"), path);
                assertEquals(List.of("no-store"), page.headers("CDN-Cache-Control"), path);
                assertEquals(List.of("0"), page.headers("X-Accel-Expires"), path);
                assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", page.header("Expires"), path);
                String vary = String.join(", ", page.headers("Vary"));
                assertTrue(vary.contains("Cookie") && vary.contains("Accept-Encoding"), vary);
            }
        }
    }

    @EachContainer
    void aForwardFromHereSkipsWhatIsMappedBehindAsTheSettingSays(Container container) throws IOException {
        Response page = get(HERE, container, "/home", "");
        assertTrue(page.text().contains("<title>/homepage-eu</title>"), page.toString());
        assertNull(page.header("Content-Security-Policy"));
        assertEquals(List.of("no-cache, no-store"), page.headers("Cache-Control"));
        assertEquals(302, get(HERE, container, "/login", "").status());
        assertFalse(get(HERE, container, "/login", "member=yes").text().isEmpty());
    }

    private static String text(Response page) throws IOException {
        if (page.header("Content-Encoding") == null) {
            return page.text();
        }
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Response get(Site site, Container container, String path, String cookie) throws IOException {
        return site.on(container).send(Request.get(path).header("Cookie", cookie));
    }

    /** Pages of which the app says nothing to caches. */
    public static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getServletPath();
            if (path.equals("/error")) {
                response.sendError(404);
                return;
            }
            response.setContentType("text/html;charset=utf-8");
            if (path.equals("/kept")) {
                response.setHeader("Cache-Control", "max-age=60");
            }
            response.getWriter().write("<!DOCTYPE html><html><head><title>" + path + "</title></head><body>");
            if (path.equals("/long")) {
                // As an app does that sends a page's beginning early.
                response.flushBuffer();
                response.getWriter().write("<p>words</p>".repeat(10_000));
            }
            response.getWriter().write("<p>end</p></body></html>");
        }
    }
}
