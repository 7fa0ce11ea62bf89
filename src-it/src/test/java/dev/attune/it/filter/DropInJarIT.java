package dev.attune.it.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.RunningContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One JAR in {@code WEB-INF/lib}, and nothing beside it. */
class DropInJarIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-jakarta-all.jar");

    private static final long MOST_BYTES = 4_500_000;

    private static final Set<String> SERVICES = Set.of(
            "META-INF/services/jakarta.servlet.ServletContainerInitializer",
            // For servers of the age before: says that they need the other JAR.
            "META-INF/services/javax.servlet.ServletContainerInitializer",
            "META-INF/services/jakarta.enterprise.inject.spi.Extension");

    private static final Set<String> LICENSES = Set.of(
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/THIRD-PARTY.txt",
            "META-INF/licenses/EPL-2.0.md",
            "META-INF/licenses/MPL-2.0.txt",
            "META-INF/licenses/slf4j-MIT.txt",
            "META-INF/licenses/parsson-NOTICE.md",
            "META-INF/licenses/jakarta.json-api-NOTICE.md");

    /** More than any buffer of a container holds. */
    private static final String EUROPE = "<!DOCTYPE html><html><head><title>Europe</title></head><body>"
            + "<p>a page of many words</p>".repeat(10_000) + "<p>its end</p></body></html>";

    @Test
    void bringsNothingThatTheContainerOrTheAppMayOwn() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> foreign = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.endsWith("/"))
                    .filter(name -> !name.startsWith("dev/attune/"))
                    .filter(name -> !name.matches("META-INF/(MANIFEST\\.MF|web-fragment\\.xml)"))
                    .filter(name -> !LICENSES.contains(name))
                    .filter(name -> !name.startsWith("META-INF/services/dev.attune."))
                    .filter(name -> !SERVICES.contains(name))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }

    @Test
    void hasAtMostFourAndAHalfMegabytes() throws IOException {
        long bytes = Files.size(JAR);
        System.out.printf(Locale.ROOT, "drop-in JAR: %,d bytes, at most %,d%n", bytes, MOST_BYTES);
        assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes");
    }

    @Test
    void bringsTheTextOfEachLicense() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String license : LICENSES) {
                assertNotNull(jar.getEntry(license), license);
            }
        }
    }

    @Test
    void namesItsVersionInTheManifestAndOnTheCommandLine() throws IOException, InterruptedException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            assertNotNull(version);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            JAR.toString(),
                            "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, process.waitFor(), said);
            assertEquals("Attune " + version, said.strip());
        }
    }

    /** What the server looks for under its own names, and finds us. */
    @Test
    void tellsTheServerWhoItsExtensionsAre() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String service : SERVICES) {
                for (String provider : new String(
                                jar.getInputStream(jar.getEntry(service)).readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .split("\\s+", -1)) {
                    assertTrue(provider.startsWith("dev.attune.jakarta."), provider);
                    assertNotNull(jar.getEntry(provider.replace('.', '/') + ".class"), provider);
                }
            }
        }
    }

    /** WildFly shows an app no class of the JDK's module {@code jdk.unsupported} otherwise; Ehcache needs one. */
    @Test
    void asksWildFlyForWhatEhcacheNeeds() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertEquals(
                    "jdk.unsupported", jar.getManifest().getMainAttributes().getValue("Dependencies"));
        }
    }

    @Test
    void checksRulesFromTheCommandLine(@TempDir Path folder) throws IOException, InterruptedException {
        Path rules = Files.writeString(
                folder.resolve("attune.json"),
                "{\"variations\": [{\"route\": \"/\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/home-eu\"}]}");
        Path profiles = Files.writeString(
                folder.resolve("profiles.jsonl"), "{\"user_id\": \"anna\", \"traits\": {\"location\": \"EU\"}}\n");
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "check",
                        rules.toString(),
                        profiles.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, check.waitFor(), said);
        assertTrue(said.startsWith("user_id:anna" + System.lineSeparator() + "  /  /home-eu, by variations[0]"), said);
    }

    @EachContainer
    void personalizesAWarThatHoldsNothingElse(Container container) throws IOException {
        try (ProfilesServer profiles =
                new ProfilesServer().visitor("user_id:anna", "{\"location\": \"EU\", \"favorite_color\": \"teal\"}")) {
            Map<String, String> parameters = new HashMap<>(profiles.parameters());
            parameters.put("profileBudget", "10s");
            parameters.put(
                    "variations",
                    "[{\"route\": \"/home\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/europe.html\"}]");
            parameters.put("clientTraits", "{\"shouldShowConsent\": {\"when\": {\"location\": \"EU\"}}}");
            parameters.put("pageColor", "{\"trait\": \"favorite_color\"}");
            WebApp app = WebApp.create()
                    .library(JAR)
                    .servlet(ShopPages.class, "/home")
                    .file("europe.html", EUROPE)
                    .filter("dev.attune.jakarta.PersonalizationFilter", parameters);
            try (Deployment site = deploy(container.running(), app)) {
                Response page = site.send(Request.get("/home").header("Cookie", "ajs_user_id=anna"));
                assertEquals(200, page.status(), page.toString());
                String text = page.text();
                assertTrue(text.contains("\"shouldShowConsent\":true") && text.contains("teal"), text);
                int body = EUROPE.indexOf("<p>");
                assertTrue(text.endsWith(EUROPE.substring(body)), () -> "lost bytes: " + text.length() + " arrived");
            }
        }
    }

    /** As a WAR file, where there are such. */
    private static Deployment deploy(RunningContainer container, WebApp app) {
        return container.container().isWarContainer() ? container.deployArchive(app) : container.deploy(app);
    }
}
