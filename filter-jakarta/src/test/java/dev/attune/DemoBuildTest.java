package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
