package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import java.io.IOException;

/** {@code ${profile.first_name}} in JSP, with or without CDI, and in Jakarta Faces. */
class ExpressionsIT {
    private static final String JSP = "<%@ page contentType=\"text/html;charset=utf-8\" %>";

    @EachContainer
    void aJspShowsTraitsAndNothingForThoseThatAreNotThere(Container container) throws IOException {
        assumeTrue(container.hasJsp(), "no JSP engine");
        try (ProfilesServer profiles = profiles();
                Deployment site = container
                        .running()
                        .deploy(app(profiles)
                                .file(
                                        "hello.jsp",
                                        JSP + "[${profile.first_name}][${profile.nothing}][${profile.address.city}]"
                                                + "[${requestScope['dev.attune.profile'].first_name}]"
                                                + "[${empty profile.plan}][${profile.visits + 1}]"))) {
            assertEquals("[<b>Anna</b>][][Rome][<b>Anna</b>][true][4]", get(site, "/hello.jsp", "anna"));
            assertEquals("[][][][][true][1]", get(site, "/hello.jsp", "stranger"));
        }
    }

    @EachContainer
    void aProfileOfTheAppsOwnIsTheAppsOwn(Container container) throws IOException {
        assumeTrue(container.hasJsp(), "no JSP engine");
        String set = ".setAttribute(\"profile\", java.util.Map.of(\"first_name\", \"own\")); %>${profile.first_name}";
        try (ProfilesServer profiles = profiles();
                Deployment site = container
                        .running()
                        .deploy(app(profiles)
                                .file("request.jsp", JSP + "<% request" + set)
                                .file("session.jsp", JSP + "<% session" + set)
                                .file("page.jsp", JSP + "<% pageContext" + set))) {
            for (String page : new String[] {"/request.jsp", "/session.jsp", "/page.jsp"}) {
                assertEquals("own", get(site, page, "anna"), page);
            }
        }
    }

    @EachContainer
    void aFacesPageShowsTraitsEscaped(Container container) throws IOException {
        assumeTrue(container.hasCdi(), "no Jakarta Faces");
        try (ProfilesServer profiles = profiles();
                Deployment site = container
                        .running()
                        .deploy(
                                app(profiles)
                                        .cdi(container)
                                        .webXml("<servlet><servlet-name>faces</servlet-name><servlet-class>"
                                                + "jakarta.faces.webapp.FacesServlet</servlet-class></servlet><servlet-mapping>"
                                                + "<servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern>"
                                                + "</servlet-mapping>")
                                        .file(
                                                "hello.xhtml",
                                                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head></head><body>"
                                                        + "<p>[#{profile.first_name}][#{profile.nothing}]</p></body></html>"))) {
            String page = get(site, "/hello.xhtml", "anna");
            assertTrue(page.contains("[&lt;b&gt;Anna&lt;/b&gt;][]"), page);
        }
    }

    private static ProfilesServer profiles() throws IOException {
        return new ProfilesServer()
                .visitor(
                        "user_id:anna",
                        "{\"first_name\": \"<b>Anna</b>\", \"address\": {\"city\": \"Rome\"}, \"visits\": 3}");
    }

    private static WebApp app(ProfilesServer profiles) {
        return WebApp.create()
                .file("WEB-INF/attune.json", CdiSite.rules(profiles, ""))
                .attune();
    }

    private static String get(Deployment site, String path, String visitor) throws IOException {
        return site.send(Request.get(path).header("Cookie", "ajs_user_id=" + visitor))
                .text()
                .strip();
    }
}
