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
import dev.attune.it.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The JAR and {@code WEB-INF/attune.json}, and nothing that declares the filter. */
class AutomaticStartIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-jakarta-all.jar");
    private static final String STARTED = "Attune: no filter is declared";

    @EachContainer
    void theJarAndAFileAreEnough(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no WAR files");
        try (ProfilesServer profiles = profiles();
                Deployment site = container
                        .running()
                        .deployArchive(WebApp.create()
                                .library(JAR)
                                .withoutWebXml()
                                .classes(AnnotatedShop.class)
                                .file("WEB-INF/attune.json", file(profiles)))) {
            assertServes(site);
        }
    }

    /** No annotations and no web fragments, but initializers. */
    @EachContainer
    void aCompleteDescriptorDoesNotHinderIt(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no WAR files");
        try (ProfilesServer profiles = profiles();
                Deployment site = container
                        .running()
                        .deploy(WebApp.create()
                                .library(JAR)
                                .webXmlAttributes("metadata-complete=\"true\"")
                                .servlet(ShopPages.class, "/home", "/homepage-us", "/homepage-eu")
                                .file("WEB-INF/attune.json", file(profiles)))) {
            assertServes(site);
        }
    }

    @EachContainer
    void aDeclaredFilterIsTheOnlyOne(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no WAR files");
        long mark = container.running().logSize();
        try (ProfilesServer profiles = profiles();
                Deployment declared = container
                        .running()
                        .deploy(WebApp.create()
                                .servlet(ShopPages.class, "/home", "/homepage-us", "/homepage-eu")
                                .filter("dev.attune.jakarta.PersonalizationFilter", Map.of())
                                .file("WEB-INF/attune.json", file(profiles))
                                .attune());
                Deployment registered = container
                        .running()
                        .deploy(WebApp.create()
                                .servlet(ShopPages.class, "/home", "/homepage-us")
                                .classes(DeploymentIT.Registration.class)
                                .webXml("<listener><listener-class>" + DeploymentIT.Registration.class.getName()
                                        + "</listener-class></listener>")
                                .file("WEB-INF/attune.json", "{}")
                                .attune())) {
            assertServes(declared);
            assertTrue(registered.get("/home").text().contains("<title>/homepage-us</title>"));
            assertFalse(container.running().logSince(mark).contains(STARTED), "two filters");
        }
    }

    @EachContainer
    void whatTheFileSetsIsCheckedWithOneSentence(Container container) {
        assumeTrue(
                container.isWarContainer() && container.refusesAppsWithBrokenFilters(),
                "the app is deployed all the same");
        refused(
                container,
                "{\"settings\": {\"profileBuget\": \"50ms\"}}",
                "there is no 'settings.profileBuget' in /WEB-INF/attune.json (line 1, column 37); did you mean 'profileBudget'?");
        refused(
                container,
                "{\"settings\": {\"profilesSpace\": \"s\", \"profilesToken\": \"${ATTUNE_NOBODY_SETS_THIS}\"}}",
                "'settings.profilesToken' in /WEB-INF/attune.json (line 1, column 82): ${ATTUNE_NOBODY_SETS_THIS} is neither");
        String told = refused(
                container,
                "{\"settings\": {\"profilesSpace\": \"s\", \"profilesToken\": \"hunter 2\"}}",
                "'settings.profilesToken'");
        assertFalse(told.contains("hunter"), told);
        refused(container, "{\"settings\": {\"rules\": \"/WEB-INF/other.json\"}}", "cannot name another file");
    }

    private static String refused(Container container, String file, String message) {
        WebApp app = WebApp.create().file("WEB-INF/attune.json", file).attune();
        long mark = container.running().logSize();
        DeploymentFailed failure =
                assertThrows(DeploymentFailed.class, () -> container.running().deploy(app));
        String told = failure + container.running().logSince(mark);
        assertTrue(told.contains(message), told);
        return told;
    }

    private static void assertServes(Deployment site) throws IOException {
        assertTrue(page(site, "anna").contains("<title>/homepage-eu</title>"), page(site, "anna"));
        assertTrue(page(site, "stranger").contains("<title>/homepage-us</title>"), page(site, "stranger"));
        assertEquals(404, site.get("/attune/webhook").status());
    }

    private static String page(Deployment site, String visitor) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=" + visitor))
                .text();
    }

    private static ProfilesServer profiles() throws IOException {
        return new ProfilesServer().visitor("user_id:anna", "{\"location\": \"EU\"}");
    }

    private static String file(ProfilesServer profiles) {
        Map<String, String> from = profiles.parameters();
        return """
                {"settings": {"profilesUrl": "%s", "profilesSpace": "%s", "profilesToken": "%s", "profileBudget": "10s"},
                 "variations": [{"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                                {"route": "/home", "serve": "/homepage-us"}]}""".formatted(from.get("profilesUrl"), from.get("profilesSpace"), from.get("profilesToken"));
    }
}
