package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the POMs against the rules of Maven Central, the BOM and the documents. */
class PublishedArtifactsTest {
    private static final Pattern MAVEN = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
    private static final Pattern GRADLE = Pattern.compile("'dev\\.attune:([a-z-]+)[:'].*");

    private final Pom root = Pom.of("pom.xml");

    @Test
    void everyPublishedPomSaysAllThatMavenCentralAsksFor() {
        for (String path : List.of(
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/url",
                "scm/connection")) {
            assertFalse(root.text(path).isBlank(), path);
        }
        for (Pom pom : published()) {
            for (String path : List.of("name", "description", "artifactId")) {
                assertFalse(pom.text(path).isBlank(), pom + ": " + path);
            }
            assertEquals("attune", pom.text("parent/artifactId"), pom + " has the rest from the root");
        }
    }

    @Test
    void everyPublishedJarHasItsJavadocAndTheReleaseItsSourcesAndSignatures() {
        for (Pom pom : published()) {
            assertTrue(
                    pom.text("packaging").equals("pom")
                            || pom.all("build/plugins/plugin/artifactId").contains("maven-javadoc-plugin"),
                    pom.toString());
        }
        List<String> release = root.all("profiles/profile[id='release']/build/plugins/plugin/artifactId");
        assertTrue(release.containsAll(List.of("maven-source-plugin", "maven-gpg-plugin")), release::toString);
    }

    @Test
    void theTestsAndTheSampleAreNotPublished() {
        assertEquals(
                Set.of(
                        "attune-bom",
                        "attune-filter-core",
                        "attune-filter-jakarta",
                        "attune-filter-javax",
                        "attune-test",
                        "attune-spring-boot-starter"),
                artifacts());
    }

    @Test
    void theBomNamesEveryPublishedArtifactAndEachDropInJarWithoutTheParts() {
        Pom bom = Pom.of("bom/pom.xml");
        Set<String> named = new TreeSet<>(bom.all("dependencyManagement/dependencies/dependency/artifactId"));
        named.add("attune-bom");
        assertEquals(artifacts(), named);
        String managed = "dependencyManagement/dependencies/dependency[classifier='all'][artifactId='%s']";
        assertEquals(
                List.of("*"), bom.all(managed.formatted("attune-filter-jakarta") + "/exclusions/exclusion/artifactId"));
        assertEquals(
                1,
                bom.all(managed.formatted("attune-filter-javax") + "/artifactId")
                        .size());
    }

    /** Its POM names the parts that the JAR with classifier {@code all} holds already; each class would be there twice. */
    @Test
    void documentsTakeTheDropInJarWithoutTheParts() {
        List<String> twice = new ArrayList<>();
        for (String document : documents()) {
            MAVEN.matcher(document)
                    .results()
                    .map(MatchResult::group)
                    .filter(found ->
                            found.contains("<classifier>all</classifier>") && found.contains("attune-filter-jakarta"))
                    .filter(found -> !found.contains("<artifactId>*</artifactId>"))
                    .forEach(twice::add);
            GRADLE.matcher(document)
                    .results()
                    .map(MatchResult::group)
                    .filter(found -> found.contains(":all'") && !found.contains("transitive = false"))
                    .forEach(twice::add);
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void documentsNameOnlyArtifactsThatAreThereInTheVersionOfTheBuild() {
        Set<String> named = new TreeSet<>();
        for (String document : documents()) {
            GRADLE.matcher(document).results().forEach(found -> named.add(found.group(1)));
            Pattern.compile("<groupId>dev\\.attune</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)<")
                    .matcher(document)
                    .results()
                    .forEach(found -> {
                        named.add(found.group(1));
                        assertEquals(root.text("version"), found.group(2), found.group());
                    });
        }
        assertTrue(named.contains("attune-filter-jakarta"), named::toString);
        assertTrue(artifacts().containsAll(named), named::toString);
    }

    private Set<String> artifacts() {
        return new TreeSet<>(
                published().stream().map(pom -> pom.text("artifactId")).toList());
    }

    private List<Pom> published() {
        return root.all("descendant::modules/module").stream()
                .map(module -> Pom.of(module + "/pom.xml"))
                .filter(pom -> !pom.text("properties/maven.deploy.skip").equals("true"))
                .toList();
    }

    private static List<String> documents() {
        return Stream.concat(
                        Stream.of(Sources.file("README.md")),
                        Sources.below("docs").stream()
                                .filter(file -> file.toString().endsWith(".md")))
                .map(Sources::text)
                .toList();
    }
}
