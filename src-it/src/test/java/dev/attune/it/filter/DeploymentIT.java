package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.DeploymentFailed;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Response;
import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;

/** The three ways to declare the filter, and what a wrong setting does. */
class DeploymentIT {
    @EachContainer
    void aSubclassWithAnAnnotationAddsRulesInJava(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "bare Undertow and Spring Boot read no annotations");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us")
                .classes(ShopFilter.class)
                .attune();
        // As a file, for which the container looks through each library.
        try (Deployment site = container.running().deployArchive(app)) {
            Response page = site.get("/home");
            assertTrue(page.text().contains("<title>/homepage-us</title>"), page.toString());
            assertTrue(page.text().contains("\"shouldShowConsent\":false"), page.toString());
        }
    }

    @EachContainer
    void codeRegistersTheFilterWhenTheAppStarts(Container container) throws IOException {
        assumeTrue(
                !container.isSpringBoot(), "a Spring Boot application's listeners may not; EmbeddedIT shows what may");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us")
                .classes(Registration.class)
                .webXml("<listener><listener-class>" + Registration.class.getName() + "</listener-class></listener>")
                .attune();
        try (Deployment site = container.running().deploy(app)) {
            Response page = site.get("/home");
            assertTrue(page.text().contains("<title>/homepage-us</title>"), page.toString());
        }
    }

    public static final class Registration implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            FilterRegistration.Dynamic filter =
                    event.getServletContext().addFilter("attune", new PersonalizationFilter());
            filter.setAsyncSupported(true);
            filter.setInitParameter("variations", "[{\"route\": \"/home\", \"serve\": \"/homepage-us\"}]");
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        }
    }

    @EachContainer
    void theRulesFileIsReadWhereItLies(Container container) throws IOException {
        assumeTrue(!container.isSpringBoot(), "a Spring Boot application has no WEB-INF");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us")
                .file("WEB-INF/attune.json", "{\"variations\": [{\"route\": \"/home\", \"serve\": \"/homepage-us\"}]}")
                .filter("dev.attune.jakarta.PersonalizationFilter", Map.of())
                .attune();
        try (Deployment site = container.running().deploy(app)) {
            assertTrue(site.get("/home").text().contains("<title>/homepage-us</title>"));
        }
    }

    @EachContainer
    void theLogSaysWhichAppHasStartedWithWhatAndWhetherItsFilterSeesThePages(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "code maps the filter of the others");
        long mark = container.running().logSize();
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us")
                .file("WEB-INF/attune.json", "{\"variations\": [{\"route\": \"/home\", \"serve\": \"/homepage-us\"}]}")
                .filter("dev.attune.jakarta.PersonalizationFilter", Map.of())
                .attune();
        try (Deployment site = container.running().deploy(app)) {
            assertTrue(site.get("/home").text().contains("<title>/homepage-us</title>"));
            String told = container.running().logSince(mark);
            assertTrue(told.contains("has started in web app '" + site.contextPath() + "' with 1 rules"), told);
            assertFalse(told.contains("is mapped on"), told);
        }
        mark = container.running().logSize();
        WebApp narrow = WebApp.create()
                .servlet(ShopPages.class, "/home")
                .webXml("<filter><filter-name>narrow</filter-name><filter-class>"
                        + "dev.attune.jakarta.PersonalizationFilter</filter-class></filter><filter-mapping>"
                        + "<filter-name>narrow</filter-name><url-pattern>/</url-pattern></filter-mapping>")
                .attune();
        try (Deployment site = container.running().deploy(narrow)) {
            assertEquals(200, site.get("/home").status());
            String told = container.running().logSince(mark);
            assertTrue(told.contains("filter \"narrow\" is mapped on \"/\" only"), told);
        }
    }

    @EachContainer
    void aWrongSettingStopsTheDeploymentWithOneSentence(Container container) {
        assumeTrue(container.refusesAppsWithBrokenFilters(), "the app is deployed all the same");
        refused(container, Map.of("profileBuget", "50ms"), "'profileBuget'; did you mean 'profileBudget'?");
        refused(container, Map.of("profileBudget", "5 minuts"), "'profileBudget': '5 minuts' is not a duration");
        refused(
                container,
                Map.of("variations", "[{\"route\": \"/\", \"serve\": \"/WEB-INF/web.xml\"}]"),
                "'variations': variations[0].serve");
        refused(
                container,
                Map.of("content", "[{\"route\": \"/\", \"select\": \"p::first-line\", \"text\": \"x\"}]"),
                "'content'");
        refused(container, Map.of("rules", "/WEB-INF/rules.json"), "there is no file '/WEB-INF/rules.json'");
        String refusal =
                refused(container, Map.of("profilesSpace", "s", "profilesToken", "hunter 2"), "'profilesToken'");
        assertFalse(refusal.contains("hunter"), refusal);
    }

    private static String refused(Container container, Map<String, String> parameters, String message) {
        WebApp app = app(parameters);
        long mark = container.running().logSize();
        DeploymentFailed failure =
                assertThrows(DeploymentFailed.class, () -> container.running().deploy(app));
        // Tomcat says it only in its log.
        String told = failure + container.running().logSince(mark);
        assertTrue(told.contains(message), told);
        // In what the server prints, too: it may write its own reports into a file of the app's.
        assertTrue(told.contains("Attune: web app '/app") && told.contains("' does not start: "), told);
        return told;
    }

    @EachContainer
    void whereAWrongSettingCannotStopTheDeploymentTheLogSaysWhy(Container container) throws IOException {
        assumeTrue(!container.refusesAppsWithBrokenFilters(), "the deployment is stopped");
        long mark = container.running().logSize();
        try (Deployment site = container.running().deploy(app(Map.of("profileBuget", "50ms")))) {
            Response page = site.get("/home");
            assertEquals(container.dropsBrokenFilters() ? 200 : 500, page.status(), page.toString());
            String told = container.running().logSince(mark);
            assertTrue(told.contains("'profileBuget'; did you mean 'profileBudget'?"), told);
        }
    }

    private static WebApp app(Map<String, String> parameters) {
        return WebApp.create()
                .servlet(ShopPages.class, "/home")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }
}
