package dev.attune.it.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JAR for {@code javax.servlet} in a WAR, with a rules file and nothing else of Attune's. */
class DropInJavaxIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-javax-all.jar");

    private static final String RULES = """
            {"settings": {"webhookUsername": "segment", "webhookPassword": "a long pass phrase of the tests",
                          "store": "memory", "profileBudget": "10s"},
             "variations": [{"route": "/home", "when": {"location": "EU"}, "serve": "/homepage-eu"}],
             "clientTraits": {"shouldShowConsent": {"when": {"location": "EU"}}},
             "content": [{"route": "/*", "select": "h1", "text": "Hello, {first_name}!"}]}
            """;

    private static final String IDENTIFY = """
            {"type": "identify", "userId": "anna", "messageId": "1",
             "traits": {"location": "EU", "first_name": "Anna"}}
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    void personalizesPagesFromTheJarAndARulesFileAlone(JavaxServer.Kind kind) throws Exception {
        try (JavaxServer server = kind.start(webApp(), Files.createDirectory(folder.resolve("scratch")))) {
            String before = page(server, "anna");
            assertTrue(before.contains("<title>/home</title>"), before);
            assertTrue(before.contains("\"shouldShowConsent\":false"), before);
            assertEquals(200, push(server));
            String page = page(server, "anna");
            assertTrue(page.contains("<title>/homepage-eu</title>"), page);
            assertTrue(page.contains("<h1>Hello, Anna!</h1>"), page);
            assertTrue(page.contains("\"shouldShowConsent\":true"), page);
            assertTrue(page.contains("<p id=profile>true</p>"), page);
            String other = page(server, "bob");
            assertTrue(other.contains("<title>/home</title>") && other.contains("<h1>Welcome</h1>"), other);
        }
    }

    @Test
    void bringsNothingThatAServerOfTheJakartaAgeWouldStart() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String fragment = new String(
                    jar.getInputStream(jar.getEntry("META-INF/web-fragment.xml"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertTrue(fragment.contains("version=\"4.0\""), fragment);
            assertFalse(fragment.contains("jakarta.ee"), fragment);
            assertEquals(
                    List.of("META-INF/services/jakarta.servlet.ServletContainerInitializer"),
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith("META-INF/services/jakarta."))
                            .toList(),
                    "only the one that says that it is the wrong JAR");
        }
    }

    private Path webApp() throws IOException {
        return new WebAppFolder(folder.resolve("shop"))
                .library(JAR)
                .file("WEB-INF/attune.json", RULES)
                .servlet(ShopServlet.class, "/home", "/homepage-eu")
                .path();
    }

    private String page(JavaxServer server, String user) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri(server, "/shop/home"))
                        .header("Cookie", "ajs_user_id=" + user)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private int push(JavaxServer server) throws IOException, InterruptedException {
        String login = Base64.getEncoder()
                .encodeToString("segment:a long pass phrase of the tests".getBytes(StandardCharsets.UTF_8));
        return client.send(
                        HttpRequest.newBuilder(uri(server, "/shop/attune/webhook"))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(IDENTIFY))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static URI uri(JavaxServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
