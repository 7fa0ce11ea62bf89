package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who tries the demo waits for its build, the first time for each download. */
class DemoBuildTest {
    private final Pom root = Pom.of("pom.xml");

    @Test
    void theDemoBuildsNoModuleButItsOwn() {
        assertEquals(List.of("filter-core", "filter-jakarta", "sample-webapp"), root.all("modules/module"));
    }

    /** Maven downloads a plugin that is skipped, but none that is bound to no phase. */
    @Test
    void noPluginThatOnlyChecksIsBoundToAPhaseOfTheDemo() {
        Set<String> bound = new TreeSet<>(root.all("build/pluginManagement/plugins/plugin[executions]/artifactId"));
        // The first says which Java is wanted; the second runs in the module of the container tests.
        bound.removeAll(Set.of("maven-enforcer-plugin", "maven-failsafe-plugin"));
        Set<String> unbound = new TreeSet<>(root.all("profiles/profile[id='demo']/build/pluginManagement/plugins/"
                + "plugin[not(executions/execution[not(phase='none')])]/artifactId"));
        bound.removeAll(unbound);
        assertEquals(Set.of(), bound);
    }

    /** {@code mvn -q} says nothing by itself, and the first build takes minutes. */
    @Test
    void eachPartOfTheDemoSaysThatItIsBeingBuiltAndATakenPortEndsTheBuildAtItsBeginning() throws Exception {
        String progress = "profiles/profile[id='demo']/build/plugins/plugin/executions/execution[id='progress']/";
        assertEquals("validate", root.text(progress + "phase"));
        assertEquals(
                "${project.name}",
                root.all(progress + "configuration/arguments/argument").get(1));
        try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertEquals(
                    "1: Port " + port + " is in use. Choose another one, as -Dport=" + (port + 2) + ".",
                    progress("Attune", port));
        }
        // Port 0 is any free one.
        assertTrue(progress("Attune", 0).startsWith("0: Building the demo. The first time, Maven downloads some "));
        assertEquals("0: Attune filter core ...", progress("Attune filter core", 0));
    }

    /** Returns the exit code of the program that Maven runs for a part, and what it says. */
    private static String progress(String part, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Sources.file("sample-webapp/standin/progress/Progress.java")
                                .toString(),
                        part,
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + ": " + said.strip();
    }
}
