package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SiteMesh 3 lays pages out by a forward to a decorator, and with it each page is personalized once. */
class SiteMeshIT {
    private static final String ATTUNE = "dev.attune.jakarta.PersonalizationFilter";
    private static final String SITE_MESH = "org.sitemesh.config.ConfigurableSiteMeshFilter";

    private static final Site WITHOUT_ATTUNE = site(false, SITE_MESH);
    private static final Site OUTSIDE = site(true, SITE_MESH, ATTUNE);
    private static final Site INSIDE = site(true, ATTUNE, SITE_MESH);

    private static Site site(boolean withAttune, String... filters) {
        WebApp app = WebApp.create()
                .servlet(Page.class, "/page", "/varied", "/page-eu")
                .servlet(Decorator.class, "/WEB-INF/decorators/page")
                .library(siteMesh());
        for (String filter : filters) {
            app.filter(
                    filter,
                    filter.equals(ATTUNE)
                            ? Map.of(
                                    "variations",
                                    "[{\"route\": \"/varied\", \"serve\": \"/page-eu\"}]",
                                    "clientTraits",
                                    "{\"vip\": {\"when\": {\"vip\": true}}}",
                                    "content",
                                    "[{\"route\": \"/*\", \"select\": \"#greeting\", \"append\": \"!\"},"
                                            + " {\"route\": \"/*\", \"select\": \"#frame\", \"append\": \"?\"}]")
                            : Map.of("decoratorMappings", "/*=page"));
        }
        return Site.of(withAttune ? app.attune() : app);
    }

    private static Path siteMesh() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("sitemesh-"))
                .findFirst()
                .orElseThrow();
    }

    @EachContainer
    void aDecoratedPageIsPersonalizedOnceWhereSiteMeshStandsOutside(Container container) throws IOException {
        assertPersonalizedOnce(container, OUTSIDE);
    }

    @EachContainer
    void aDecoratedPageIsPersonalizedOnceWhereSiteMeshStandsInside(Container container) throws IOException {
        assertPersonalizedOnce(container, INSIDE);
    }

    private static void assertPersonalizedOnce(Container container, Site site) throws IOException {
        Response bare = WITHOUT_ATTUNE.on(container).send(Request.get("/page"));
        assumeTrue(
                bare.text().contains("<p id=\"frame\">decorated</p>"),
                "SiteMesh does not decorate on this container, without Attune too: " + bare.text());

        for (String path : List.of("/page", "/varied")) {
            Response page = site.on(container).send(Request.get(path));
            String text = page.text();
            assertEquals(200, page.status(), text);
            assertTrue(text.contains("<title>" + (path.equals("/page") ? "/page" : "/page-eu") + "</title>"), text);
            assertEquals(1, count(text, "id=\"attune-traits\""), text);
            assertEquals(1, count(text, "<p id=\"greeting\">hello!</p>"), text);
            assertEquals(1, count(text, "<p id=\"frame\">decorated" + (site == INSIDE ? "?" : "") + "</p>"), text);
            assertTrue(text.endsWith("</html>"), text);
            assertTrue(String.valueOf(page.header("Cache-Control")).contains("private"), page.toString());
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** A page as the app writes it. */
    public static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter()
                    .write("<!DOCTYPE html><html><head><title>" + request.getServletPath()
                            + "</title></head><body><p id=\"greeting\">hello</p></body></html>");
        }
    }

    /** The layout of all pages. */
    public static final class Decorator extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter()
                    .write("<!DOCTYPE html><html><head><title><sitemesh:write property='title'/></title>"
                            + "<sitemesh:write property='head'/></head><body><p id=\"frame\">decorated</p>"
                            + "<sitemesh:write property='body'/></body></html>");
        }
    }
}
