package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A rules file that changes while the app runs. */
class ChangedRulesIT {
    private static final String CONTENT = """
            {"variations": [{"route": "/home", "serve": "%s"}],
             "content": [{"route": "/*", "select": "title", "append": " %s"}]}""";

    @TempDir
    Path folder;

    @EachContainer
    void aGoodChangeHoldsWithoutRedeployAndABadOneIsRefusedWithLineAndReason(Container container) throws Exception {
        Path rules = write("/homepage-us", "first");
        WebApp app = WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-us", "/homepage-eu")
                .filter(
                        "dev.attune.jakarta.PersonalizationFilter",
                        Map.of("rules", rules.toUri().toString()))
                .attune();
        try (Deployment site = container.running().deploy(app)) {
            assertTrue(title(site).contains("/homepage-us first"), title(site));

            write("/homepage-eu", "second");
            State.await(() -> title(site).contains("/homepage-eu second"));

            long mark = container.running().logSize();
            replace("{\"variations\": [\n{\"route\": \"/home\", \"serve\": \"/../etc/passwd\"}]}");
            State.await(() -> container.running().logSince(mark).contains("variations[0].serve (line 2,"));
            assertEquals("/homepage-eu second", title(site));

            write("/homepage-us", "third");
            State.await(() -> title(site).contains("/homepage-us third"));
        }
    }

    private Path write(String serve, String word) throws IOException {
        return replace(CONTENT.formatted(serve, word));
    }

    private Path replace(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.json"), text);
        return Files.move(next, folder.resolve("rules.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String title(Deployment site) throws IOException {
        String text = site.get("/home").text();
        return text.substring(text.indexOf("<title>") + "<title>".length(), text.indexOf("</title>"));
    }
}
