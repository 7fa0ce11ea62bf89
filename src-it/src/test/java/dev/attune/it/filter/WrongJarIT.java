package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.DeploymentFailed;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Response;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.tomcat.jakartaee.Migration;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in JAR of the {@code javax} age in apps of this age. */
class WrongJarIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-javax-all.jar");

    private static final String RULES = "{\"variations\": [{\"route\": \"/home\", \"serve\": \"/homepage-us\"}]}";

    @EachContainer
    void oneSentenceSaysWhichJarToTake(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "code starts the others, and finds no class of the filter's");
        WebApp app = WebApp.create().library(JAR).servlet(ShopPages.class, "/home", "/homepage-us");
        saysWhichJarToTake(container, app.file("WEB-INF/attune.json", RULES));
    }

    @EachContainer
    void anAppThatDeclaresTheFilterGetsTheSameSentence(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "code starts the others, and finds no class of the filter's");
        WebApp app = WebApp.create().library(JAR).servlet(ShopPages.class, "/home", "/homepage-us");
        saysWhichJarToTake(
                container, app.filter("dev.attune.jakarta.PersonalizationFilter", Map.of("variations", "[]")));
    }

    private static void saysWhichJarToTake(Container container, WebApp app) throws IOException {
        long mark = container.running().logSize();
        try (Deployment site = container.running().deploy(app)) {
            assertFalse(container.refusesAppsWithBrokenFilters(), site.url() + " is deployed");
        } catch (DeploymentFailed refused) {
            // As it should be, where the container can.
        }
        String told = container.running().logSince(mark);
        int sentence = told.indexOf("Attune: this JAR is attune-filter-javax, for servers with javax.servlet, but ");
        assertTrue(sentence >= 0, told);
        String rest = told.substring(sentence).lines().findFirst().orElse("");
        assertTrue(rest.matches(".* has jakarta\\.servlet; use attune-filter-jakarta-.+-all\\.jar instead.*"), rest);
        assertFalse(told.substring(0, sentence).contains("NoClassDefFoundError"), told);
    }

    /** As Tomcat does with an app below {@code webapps-javaee}, and other tools before a deployment. */
    @EachContainer
    void aJarThatWasConvertedPersonalizesPages(Container container, @TempDir Path folder) throws Exception {
        assumeTrue(container.isWarContainer(), "code starts the others");
        Path converted = Files.createDirectory(folder.resolve("converted"));
        for (String name : new String[] {"attune-filter-javax-all.jar", "attune-filter-jakarta-all.jar"}) {
            WebApp app = WebApp.create()
                    .library(convert(JAR.resolveSibling(name).toFile(), converted.resolve(name)))
                    .servlet(ShopPages.class, "/home", "/homepage-us")
                    .file("WEB-INF/attune.json", RULES);
            try (Deployment site = container.running().deploy(app)) {
                Response page = site.get("/home");
                assertTrue(page.text().contains("<title>/homepage-us</title>"), page.toString());
            }
        }
    }

    private static Path convert(File jar, Path target) throws IOException {
        Migration migration = new Migration();
        migration.setSource(jar);
        migration.setDestination(target.toFile());
        migration.execute();
        return target;
    }
}
