package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.filter.ShopPages;
import dev.attune.it.http.Request;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings from MicroProfile Config, on servers that have it. */
class MicroProfileIT {
    private static final String FILE = "WEB-INF/classes/META-INF/microprofile-config.properties";

    @EachContainer
    void propertiesAloneAreEnoughForAFilter(Container container) throws IOException {
        assumeTrue(container.hasMicroProfileConfig(), "no MicroProfile Config");
        try (ProfilesServer profiles = new ProfilesServer().visitor("user_id:anna", "{\"first_name\": \"Anna\"}")) {
            Map<String, String> settings = new TreeMap<>(profiles.parameters());
            settings.put("profileBudget", "10s");
            settings.put("content", "[{\"route\": \"/*\", \"select\": \"#hello\", \"text\": \"Hello, {first_name}\"}]");
            WebApp app = WebApp.create()
                    .servlet(ShopPages.class, "/home")
                    .file(FILE, properties(settings))
                    .attune();
            try (Deployment site = container.running().deploy(app)) {
                assertTrue(page(site).contains("Hello, Anna"), page(site));
            }
        }
    }

    @EachContainer
    void anInitParameterComesFirst(Container container) throws IOException {
        assumeTrue(container.hasMicroProfileConfig(), "no MicroProfile Config");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/by-parameter", "/by-property")
                .filter(
                        "dev.attune.jakarta.PersonalizationFilter",
                        Map.of("variations", "[{\"route\": \"/home\", \"serve\": \"/by-parameter\"}]"))
                .file(FILE, properties(Map.of("variations", "[{\"route\": \"/home\", \"serve\": \"/by-property\"}]")))
                .attune();
        try (Deployment site = container.running().deploy(app)) {
            assertTrue(page(site).contains("<title>/by-parameter</title>"), page(site));
        }
    }

    @EachContainer
    void aSecretIsNeverShown(Container container) {
        assumeTrue(container.hasMicroProfileConfig(), "no MicroProfile Config");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home")
                .file(FILE, properties(Map.of("profilesSpace", "s", "profilesToken", "hunter 2")))
                .attune();
        long mark = container.running().logSize();
        try (Deployment site = container.running().deploy(app)) {
            // WildFly starts a filter late, and GlassFish only logs.
            page(site);
        } catch (RuntimeException | IOException e) {
            assertFalse(e.toString().contains("hunter"), e.toString());
        }
        String told = container.running().logSince(mark);
        assertTrue(
                told.contains("property 'attune.profilesToken' of MicroProfile Config: the value (not shown)"), told);
        assertFalse(told.contains("hunter"), told);
    }

    private static String properties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting ->
                        "attune." + setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n"));
    }

    private static String page(Deployment site) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=anna"))
                .text();
    }
}
