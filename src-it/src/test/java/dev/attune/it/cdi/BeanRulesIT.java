package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.cdi.frozen.BadRoute;
import dev.attune.it.cdi.frozen.BadSelector;
import dev.attune.it.cdi.frozen.NoFunction;
import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.filter.ShopPages;
import dev.attune.it.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Rules that beans give, found without configuration. */
class BeanRulesIT {
    @EachContainer
    void beansDecideInTheirOrderAndAheadOfTheRulesFile(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        try (ProfilesServer profiles = new ProfilesServer()
                        .visitor("user_id:anna", "{\"first_name\": \"Anna\", \"location\": \"EU\"}")
                        .visitor("user_id:vera", "{\"first_name\": \"Vera\", \"location\": \"EU\", \"vip\": true}");
                Deployment site = container.running().deploy(rules(CdiSite.app(container, profiles, Map.of())))) {
            String anna = page(site, "anna");
            assertTrue(anna.contains("<title>/homepage-eu</title>"), anna);
            assertTrue(anna.contains("\"name\":\"dear Anna\""), anna);
            assertTrue(anna.contains("Hello, ANNA!"), anna);
            String vera = page(site, "vera");
            assertTrue(vera.contains("<title>/homepage-vip</title>"), vera);
            String stranger = page(site, "stranger");
            assertTrue(stranger.contains("<title>/homepage-us</title>"), stranger);
            assertTrue(stranger.contains(">Hello</h1>"), stranger);
        }
    }

    @EachContainer
    void theDropInJarKnowsBeansToo(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        try (ProfilesServer profiles = new ProfilesServer()
                        .visitor("user_id:anna", "{\"first_name\": \"Anna\", \"location\": \"EU\"}");
                Deployment site = container
                        .running()
                        .deployArchive(CdiSite.app(container, profiles, Map.of())
                                .classes(HomeRule.class)
                                .library(Path.of("target", "drop-in", "attune-filter-jakarta-all.jar")))) {
            assertTrue(page(site, "anna").contains("<title>/homepage-eu</title>"), page(site, "anna"));
            assertEquals("Anna goes to null", InjectionIT.seen(site, "/beans/request", "anna"));
        }
    }

    @EachContainer
    void beansAloneAreEnoughForAFilter(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        WebApp app = rules(WebApp.create()
                .cdi(container)
                .withoutWebXml()
                .classes(BeanPages.class, RequestBean.class, SharedBean.class, Watcher.class));
        try (Deployment site = container.running().deploy(app)) {
            String page = page(site, "stranger");
            assertTrue(page.contains("\"name\":\"dear \""), page);
        }
    }

    @EachContainer
    void anAppThatAsksForNothingIsLeftAlone(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        WebApp app =
                WebApp.create().cdi(container).servlet(ShopPages.class, "/home").attune();
        long mark = container.running().logSize();
        try (Deployment site = container.running().deploy(app)) {
            assertTrue(page(site, "stranger").contains("<title>/home</title>"));
            assertFalse(
                    container.running().logSince(mark).contains("Attune: "),
                    container.running().logSince(mark));
        }
    }

    @EachContainer
    void aWrongRuleStopsTheDeploymentWithOneSentence(Container container) {
        assumeTrue(container.isWarContainer(), "no CDI");
        refused(
                container,
                BadRoute.class,
                "Attune: bean dev.attune.it.cdi.frozen.BadRoute, @VariationFor(\"shop\"): variation(\"shop\"): found \"shop\";"
                        + " expected a path such as /cart");
        refused(container, NoFunction.class, "@VariationFor(\"/\"): the bean is no Function<Profile, String>");
        refused(container, BadSelector.class, "BadSelector, @PageEdits(\"/*\"): content for \"p::first-line\"");
    }

    private static void refused(Container container, Class<?> rule, String message) {
        Refusals.assertRefused(
                container, WebApp.create().cdi(container).classes(rule).attune(), message);
    }

    private static WebApp rules(WebApp app) {
        return app.classes(HomeRule.class, EarlyHomeRule.class, TraitsRule.class, GreetingRule.class)
                .attune();
    }

    private static String page(Deployment site, String visitor) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=" + visitor))
                .text();
    }
}
