package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @TempDir
    Path container;

    @TempDir
    Path temporary;

    private DataDirectory directory(Map<String, String> properties, Map<String, String> environment, String context) {
        DataDirectory found = DataDirectory.of(properties::get, environment::get, context, temporary);
        return found == null ? new DataDirectory(Path.of(""), false) : found;
    }

    @Test
    void theSystemPropertyComesBeforeTheEnvironmentAndBothBeforeTheContainer() {
        Map<String, String> properties = Map.of("attune.dir", "/var/a", "catalina.base", container.toString());
        Map<String, String> environment = Map.of("ATTUNE_DIR", "/var/b");
        assertEquals(new DataDirectory(Path.of("/var/a/shop"), true), directory(properties, environment, "/shop"));
        assertEquals(
                new DataDirectory(Path.of("/var/b/shop"), true),
                directory(Map.of("catalina.base", container.toString()), environment, "/shop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jboss.server.data.dir", "com.sun.aas.instanceRoot", "catalina.base", "jetty.base"})
    void theContainersDataDirectoryOutlivesADeployment(String property) {
        Map<String, String> properties = Map.of(property, container.toString());
        assertEquals(
                new DataDirectory(container.resolve("attune/shop"), true), directory(properties, Map.of(), "/shop"));
    }

    @Test
    void libertyNamesItsServersFolderInTwoParts() throws IOException {
        Path server = Files.createDirectories(container.resolve("servers/defaultServer"));
        assertEquals(
                new DataDirectory(server.resolve("attune/shop"), true),
                directory(
                        Map.of("wlp.user.dir", container.toString(), "wlp.server.name", "defaultServer"),
                        Map.of(),
                        "/shop"));
    }

    @Test
    void eachAppHasAFolderOfItsOwn() {
        Map<String, String> properties = Map.of("attune.dir", "/var/a");
        assertEquals(Path.of("/var/a/ROOT"), directory(properties, Map.of(), "").path());
        assertEquals(
                Path.of("/var/a/eu#shop"),
                directory(properties, Map.of(), "/eu/shop").path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomcat.8080.8423748923748923", "jetty.8080.77", "undertow.0.1", "payaramicro-rt123tmp"})
    void aFolderThatIsAnotherAtEveryStartDoesNotLast(String name) throws IOException {
        Path random = Files.createDirectories(container.resolve(name));
        Map<String, String> properties = Map.of("catalina.base", random.toString());
        assertEquals(new DataDirectory(temporary.resolve("attune"), false), directory(properties, Map.of(), "/shop"));
    }

    @Test
    void whatIsNotThereIsPassedOver() {
        Map<String, String> properties =
                Map.of("jboss.server.data.dir", container.resolve("none").toString(), "catalina.base", " ");
        assertEquals(new DataDirectory(temporary.resolve("attune"), false), directory(properties, Map.of(), "/shop"));
        assertNull(DataDirectory.of(name -> null, name -> null, "/shop", null));
    }
}
