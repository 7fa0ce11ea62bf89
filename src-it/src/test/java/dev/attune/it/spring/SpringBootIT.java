package dev.attune.it.spring;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpringBootIT {
    private static final Path PAGE = Path.of("..", "docs", "jakarta-ee-and-spring.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/attune/it/spring/AttuneConfiguration.java");

    @TempDir
    Path folder;

    @EachContainer
    void theDocumentedBeanPersonalizes(Container container) throws IOException {
        assumeTrue(container.isSpringBoot(), "no Spring Boot");
        try (ProfilesServer profiles = new ProfilesServer().visitor("user_id:anna", "{\"location\": \"EU\"}")) {
            Map<String, String> from = profiles.parameters();
            Path rules = Files.writeString(folder.resolve("attune.json"), """
                    {"settings": {"profilesUrl": "%s", "profilesSpace": "%s", "profilesToken": "%s", "profileBudget": "10s"},
                     "variations": [{"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"}]}""".formatted(
                            from.get("profilesUrl"), from.get("profilesSpace"), from.get("profilesToken")));
            WebApp app = WebApp.create()
                    .servlet(ShopPages.class, "/home", "/homepage-eu")
                    .classes(AttuneConfiguration.class)
                    .file(
                            "WEB-INF/classes/application.properties",
                            "spring.main.sources=" + AttuneConfiguration.class.getName() + "\nattune.rules="
                                    + rules.toUri())
                    .attune();
            long mark = container.running().logSize();
            try (Deployment site = container.running().deploy(app)) {
                String page = site.send(Request.get("/home").header("Cookie", "ajs_user_id=anna"))
                        .text();
                assertTrue(page.contains("<title>/homepage-eu</title>"), page);
                String told = container.running().logSince(mark);
                assertFalse(told.contains("is not mapped on all dispatches"), told);
            }
        }
    }

    @Test
    void theDocumentationShowsThatVeryBean() throws IOException {
        String source = Files.readString(SOURCE);
        String bean = source.substring(source.indexOf("    @Bean"), source.lastIndexOf('}'))
                .indent(-4)
                .strip();
        String page = Files.readString(PAGE);
        assertTrue(page.contains("```java\n" + bean + "\n```"), bean);
    }
}
