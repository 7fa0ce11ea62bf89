package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy that a browser holds is good until the time of a rule comes, and not a request longer. */
@Timeout(180)
class TimedRulesIT {
    private static final List<String> PATHS = List.of("/home", "/about", "/plain");
    private static final Map<String, String> BEFORE =
            Map.of("/home", "/homepage-us", "/about", "before", "/plain", "/plain");
    private static final Map<String, String> AFTER = Map.of("/home", "/home", "/about", "after", "/plain", "after");

    /** A page that a rule leaves, one that one rule hands to another, and one that a rule comes to. */
    private static final String RULES = """
            {"variations": [{"route": "/home", "until": "%1$s", "serve": "/homepage-us"}],
             "content": [
               {"route": "/about", "until": "%1$s", "select": "title", "text": "before"},
               {"route": "/about", "from": "%1$s", "select": "title", "text": "after"},
               {"route": "/plain", "from": "%1$s", "select": "title", "text": "after"}]}
            """;

    @TempDir
    Path folder;

    @EachContainer
    void aCopyOfBeforeIsAnsweredWithTheNewPageOnceTheTimeHasCome(Container container) throws Exception {
        Path rules = Files.createTempDirectory(folder, "rules").resolve("attune.json");
        RulesOnDisk.write(rules, RULES.formatted(Instant.EPOCH));
        try (Deployment site = container
                .running()
                .deploy(WebApp.create()
                        .servlet(ShopPages.class, "/home", "/homepage-us", "/about", "/plain")
                        .filter(
                                "dev.attune.jakarta.PersonalizationFilter",
                                Map.of("rules", rules.toUri().toString()))
                        .attune())) {
            // A machine may be too slow for one distance, and not for a longer one.
            boolean isShown = false;
            for (int seconds = 4; !isShown; seconds *= 2) {
                isShown = isShown(site, rules, seconds);
            }
        }
    }

    /** Returns false where the time had come before the pages of before were there. */
    private static boolean isShown(Deployment site, Path rules, int seconds) throws Exception {
        Instant time = Instant.now().plusSeconds(seconds);
        RulesOnDisk.write(rules, RULES.formatted(time));
        Map<String, String> tags = new HashMap<>();
        while (tags.size() < PATHS.size()) {
            for (String path : PATHS) {
                Response page = site.get(path);
                if (!Instant.now().isBefore(time)) {
                    return false;
                }
                if (site.get("/about").text().contains("<title>before")
                        && title(page).equals(BEFORE.get(path))) {
                    tags.put(path, String.valueOf(page.header("ETag")));
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        for (String path : PATHS) {
            Request again = Request.get(path).header("If-None-Match", String.valueOf(tags.get(path)));
            Response answer = site.send(again);
            Instant asked = Instant.now();
            while (answer.status() == 304) {
                asked = Instant.now();
                answer = site.send(again);
                assertTrue(answer.status() == 200 || asked.isBefore(time), path + " asked at " + asked);
            }
            while (!title(answer).equals(AFTER.get(path))) {
                // Only some containers make a tag of a page that no rule changes; without one there is no 304.
                assertTrue(asked.isBefore(time), path + " asked at " + asked + ": " + answer);
                asked = Instant.now();
                answer = site.send(again);
            }
            assertEquals(200, answer.status());
            assertNotEquals(tags.get(path), String.valueOf(answer.header("ETag")), path);
        }
        return true;
    }

    private static String title(Response page) {
        return page.text().replaceFirst("(?s).*<title>(.*)</title>.*", "$1");
    }
}
