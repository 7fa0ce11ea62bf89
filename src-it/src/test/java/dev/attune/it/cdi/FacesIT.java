package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** A Faces app (Mojarra) whose home page has a variation: its pages are personalized, and its ajax answers are the app's own. */
class FacesIT {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html" xmlns:f="jakarta.faces.core">
              <h:head><title>%s</title></h:head>
              <h:body>
                <h:form id="form">
                  <h:inputText id="name" value="#{requestScope.given}"><f:ajax render="said"/></h:inputText>
                  <h:outputText id="said" value="hello #{param['form:name']}"/>
                  <h:commandButton id="send" value="send"/>
                </h:form>
              </h:body>
            </html>
            """;
    private static final Pattern VIEW_STATE = Pattern.compile("-?[0-9]{6,}:-?[0-9]{6,}");

    private final Map<Container, Site> bare = new ConcurrentHashMap<>();
    private final Map<Container, Site> personalized = new ConcurrentHashMap<>();

    private Site bare(Container container) {
        return bare.computeIfAbsent(container, on -> Site.of(app(on)));
    }

    private Site personalized(Container container) {
        return personalized.computeIfAbsent(
                container,
                on -> Site.of(app(on).filter(
                                "dev.attune.jakarta.PersonalizationFilter",
                                Map.of(
                                        "variations",
                                        "[{\"route\": \"/home.xhtml\", \"serve\": \"/home-eu.xhtml\"},"
                                                + " {\"route\": \"/banner.css\", \"serve\": \"/banner-eu.css\"}]",
                                        "variationsDirect",
                                        "hide",
                                        "clientTraits",
                                        "{\"vip\": {\"when\": {\"vip\": true}}}",
                                        "content",
                                        "[{\"route\": \"/*\", \"select\": \"body\", \"append\": \"<p>appended</p>\"}]"))
                        .attune()));
    }

    private static WebApp app(Container container) {
        WebApp app = WebApp.create().cdi(container);
        // Mojarra's beans name the interfaces of WebSocket, which Faces needs for none of this.
        for (String library : List.of("jakarta.faces-", "jakarta.websocket-api-", "jakarta.websocket-client-api-")) {
            app.library(library(library));
        }
        return app.file("home.xhtml", PAGE.formatted("home"))
                .file("home-eu.xhtml", PAGE.formatted("home-eu"))
                .file("banner.css", "p { color: red }")
                .file("banner-eu.css", "p { color: blue }")
                .webXml("<servlet><servlet-name>faces</servlet-name><servlet-class>jakarta.faces.webapp.FacesServlet"
                        + "</servlet-class><load-on-startup>1</load-on-startup></servlet><servlet-mapping>"
                        + "<servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>");
    }

    private static Path library(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @EachContainer
    void aFieldsAjaxAnswerIsByteForByteTheAppsOwn(Container container) throws Exception {
        assumeTrue(container.hasJsp(), "no expression language, which Faces needs");
        Response ours = ajax(personalized(container), container, "form:said");
        Response theirs = ajax(bare(container), container, "form:said");
        assertEquals(200, ours.status(), ours.text());
        assertTrue(ours.text().contains("<![CDATA[<span id=\"form:said\">hello Jo</span>]]>"), ours.text());
        assertEquals(withoutState(theirs), withoutState(ours));
        assertEquals(theirs.headers("Content-Type"), ours.headers("Content-Type"));
    }

    @EachContainer
    void anAjaxAnswerWithAWholePageInItIsTheAppsOwnToo(Container container) throws Exception {
        assumeTrue(container.hasJsp(), "no expression language, which Faces needs");
        Response ours = ajax(personalized(container), container, "@all");
        Response theirs = ajax(bare(container), container, "@all");
        assertTrue(ours.text().contains("jakarta.faces.ViewRoot"), ours.text());
        assertTrue(ours.text().contains("<title>home-eu</title>"), ours.text());
        assertFalse(ours.text().contains("appended") || ours.text().contains("attune-traits"), ours.text());
        assertEquals(
                withoutState(theirs).replace("<title>home</title>", "").replace("/home.xhtml", ""),
                withoutState(ours).replace("<title>home-eu</title>", "").replace("/home-eu.xhtml", ""));
    }

    @EachContainer
    void aPostBackReachesTheVariationThatIsHiddenFromReaders(Container container) throws Exception {
        assumeTrue(container.hasJsp(), "no expression language, which Faces needs");
        Site site = personalized(container);
        Response page = site.on(container).send(Request.get("/home.xhtml"));
        assertTrue(page.text().contains("<title>home-eu</title>"), page.text());
        assertEquals(1, page.text().split("id=\"attune-traits\"", -1).length - 1, page.text());
        assertEquals(404, site.on(container).send(Request.get("/home-eu.xhtml")).status());

        Response answer = post(site, container, page, Map.of("form:send", "send"), Map.of());
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.text().contains("hello Jo"), answer.text());
        assertEquals(1, answer.text().split("id=\"attune-traits\"", -1).length - 1, answer.text());
        assertEquals(1, answer.text().split("<p>appended</p>", -1).length - 1, answer.text());
    }

    @EachContainer
    void aHiddenVariationWhosePathIsSkippedIsHiddenToo(Container container) throws Exception {
        assumeTrue(container.hasJsp(), "no expression language, which Faces needs");
        Site site = personalized(container);
        assertEquals(200, site.on(container).send(Request.get("/banner.css")).status());
        assertEquals(404, site.on(container).send(Request.get("/banner-eu.css")).status());
        assertEquals(
                404,
                site.on(container).send(Request.of("HEAD", "/banner-eu.css")).status());
    }

    private static Response ajax(Site site, Container container, String render) throws Exception {
        Response page = site.on(container).send(Request.get("/home.xhtml"));
        assertEquals(200, page.status(), page.text());
        return post(
                site,
                container,
                page,
                Map.of(
                        "jakarta.faces.source",
                        "form:name",
                        "jakarta.faces.partial.event",
                        "change",
                        "jakarta.faces.partial.execute",
                        "form:name",
                        "jakarta.faces.partial.render",
                        render,
                        "jakarta.faces.behavior.event",
                        "change",
                        "jakarta.faces.partial.ajax",
                        "true"),
                Map.of("Faces-Request", "partial/ajax"));
    }

    /** Sends the page's form as a browser does: to its action, with its session and its view state. */
    private static Response post(
            Site site, Container container, Response page, Map<String, String> more, Map<String, String> headers)
            throws Exception {
        var document = Jsoup.parse(page.text(), "", Parser.htmlParser());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form", "form");
        fields.put("form:name", "Jo");
        fields.put(
                "jakarta.faces.ViewState",
                document.select("input[name=jakarta.faces.ViewState]").attr("value"));
        fields.putAll(more);
        String action = document.select("form").attr("action");
        Request request = Request.of("POST", action.substring(action.lastIndexOf('/')))
                .header("Cookie", cookies(page.headers("Set-Cookie")))
                .body(
                        "application/x-www-form-urlencoded;charset=UTF-8",
                        fields.entrySet().stream()
                                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                                .collect(Collectors.joining("&")));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return site.on(container).send(request);
    }

    private static String cookies(List<String> set) {
        return set.stream().map(cookie -> cookie.split(";", 2)[0]).collect(Collectors.joining("; "));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A view state names one session, and a URL one app. */
    private static String withoutState(Response answer) {
        Matcher state = VIEW_STATE.matcher(answer.text());
        return state.replaceAll("STATE").replaceAll("/app[0-9]+/", "/");
    }
}
