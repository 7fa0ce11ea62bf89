package dev.attune.it.response;

import dev.attune.it.container.Container;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The app of all these tests, bare and behind the filter, which its user mapped on REQUEST only. */
final class TestApp {
    static final Site BARE = Site.of(app());
    static final Site FILTERED = Site.of(filtered());
    static final Site WITH_ERROR_PAGES = Site.of(filtered().webXml("""
                    <error-page><error-code>404</error-code><location>/error.html</location></error-page>
                    <error-page><exception-type>java.lang.IllegalArgumentException</exception-type>
                    <location>/b/error-page</location></error-page>"""));
    /** Two filters, the first mapped twice. */
    static final Site FILTERED_TWICE = Site.of(filtered()
            .classes(SecondFilter.class)
            .filter(SecondFilter.class.getName(), Map.of(), "REQUEST", "FORWARD")
            .webXml("<filter-mapping><filter-name>" + InjectingFilter.class.getName()
                    + "</filter-name><url-pattern>/b/*</url-pattern></filter-mapping>"));

    /** HTML by its headers, but not for rewriting. */
    private static final Set<String> UNTOUCHED =
            Set.of("/b/gzipped", "/b/download", "/b/no-transform", "/b/bad-charset", "/b/status-206", "/b/empty");

    private TestApp() {}

    private static WebApp filtered() {
        return app().classes(InjectingFilter.class, InjectingStart.class)
                .attune()
                .webXml("<listener><listener-class>" + InjectingStart.class.getName() + "</listener-class></listener>")
                .filter(InjectingFilter.class.getName(), Map.of());
    }

    private static WebApp app() {
        return WebApp.create()
                .classes(
                        Behaviour.class,
                        Behaviours.class,
                        AsyncBehaviours.class,
                        LateBehaviours.class,
                        BufferedResponse.class,
                        Observations.class,
                        Pages.class,
                        CachedServlet.class,
                        LateChange.class)
                .servlet(SizedServlet.class, "/sized/*")
                .servlet(BehaviourServlet.class, "/b/*", "/observed")
                .servlet(CachedServlet.class, "/cached/*")
                .servlet(SlowServlet.class, "/slow/*", "/late/*", "/object")
                .file("error.html", Pages.HEAD + "the error page" + Pages.TAIL)
                .file("a;b%c#d?e.html", Pages.HEAD + "an odd name" + Pages.TAIL)
                .file("a b+c.html", Pages.HEAD + "another" + Pages.TAIL)
                .file("index.html", Pages.HEAD + "welcome" + Pages.TAIL)
                .file("static.html", Pages.page(300))
                .file("other.html", Pages.page(300).replace("words", "WORDS"))
                .file("data.json", "{\"<head>\": true}".repeat(500))
                .file("page.jsp", """
                        <%@ page contentType="text/html;charset=UTF-8" session="false" %><html><head></head><body>
                        <% for (int i = 0; i < 3000; i++) { %><p><%= i %></p><% } %></body></html>""")
                .file("sized.jsp", """
                        <%@ page contentType="text/html;charset=UTF-8" session="false"
                            import="dev.attune.it.response.LateChange, dev.attune.it.response.SizedServlet" %><%
                        String[] asked = request.getQueryString().split("&");
                        String text = SizedServlet.page(Integer.parseInt(asked[1]));
                        for (int at = 0; at < text.length(); at += 100) {
                            out.write(text, at, Math.min(100, text.length() - at));
                        }
                        LateChange change = LateChange.valueOf(asked[0]);
                        if (change == LateChange.FORWARD) {
                            pageContext.forward("/b/late-json");
                        } else {
                            change.make(request, response);
                        }
                        %>""")
                .file("forward.jsp", "<%@ page session=\"false\" %><jsp:forward page=\"/page.jsp\"/>");
    }

    static Stream<Container> containers() {
        return Container.all();
    }

    /** Tells whether the filter is to rewrite an answer, seen without it. */
    static boolean isRewritten(String path, Response bare) {
        String type = bare.header("Content-Type");
        return type != null
                && (type.equals("text/html") || type.startsWith("text/html;"))
                && !UNTOUCHED.contains(path)
                && (bare.status() == 200 || path.equals("/b/status-404"));
    }
}
