package dev.attune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between packages as the architecture has them. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.attune");

    /** From each package of the core to those that it may import. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("html", List.of()),
            entry("profile", List.of()),
            entry("experiment", List.of()),
            entry("internal.text", List.of()),
            entry("internal.json", List.of("profile")),
            entry("internal.runtime", List.of()),
            entry("internal.token", List.of()),
            entry("internal.config", List.of("internal.token", "internal.text")),
            entry("internal.consent", List.of("internal.config")),
            entry("decision", List.of("profile", "experiment", "internal.text", "internal.json")),
            entry("internal.segment", List.of("profile", "internal.json", "internal.runtime")),
            entry("internal.store", List.of("profile", "internal.runtime")),
            entry(
                    "internal.lookup",
                    List.of("profile", "internal.segment", "internal.store", "internal.json", "internal.runtime")),
            entry(
                    "internal.transform",
                    List.of("html", "decision", "internal.json", "internal.runtime", "internal.text")),
            entry(
                    "internal.check",
                    List.of(
                            "internal.config",
                            "decision",
                            "experiment",
                            "profile",
                            "internal.transform",
                            "internal.json",
                            "internal.runtime",
                            "internal.text")));

    private static final Map<String, List<String>> LEAVES = Map.of(
            "cdi", List.of("jakarta.enterprise..", "jakarta.inject..", "jakarta.annotation.."),
            "el", List.of("jakarta.el..", "jakarta.servlet.jsp..", "jakarta.faces.."),
            "microprofile", List.of("org.eclipse.microprofile.."));

    @Test
    void eachPackageOfTheCoreImportsOnlyWhatItMay() {
        ARROWS.forEach((name, mayImport) -> {
            String[] forbidden = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(name) && !mayImport.contains(other))
                    .map(other -> "dev.attune." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage("dev.attune." + name + ".."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(OURS);
        });
    }

    @Test
    void theCoreKnowsNoServlets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.attune.jakarta..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "dev.attune.jakarta..")
                .check(OURS);
    }

    /** What the server may not have is known to one package each, which nothing else knows. */
    @Test
    void onlyALeafKnowsWhatTheServerMayLack() {
        LEAVES.forEach((leaf, libraries) -> {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.attune.jakarta.internal." + leaf + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.attune.jakarta.internal." + leaf + "..")
                    .check(OURS);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.attune.jakarta.internal." + leaf + "..", "dev.attune.jakarta." + leaf + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(libraries.toArray(new String[0]))
                    .check(OURS);
        });
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        slices().matching("dev.attune.(**)")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    /**
     * A package in which classes name each other in a circle can be read and changed only as a whole. These are the circles
     * that are there; none may grow, and no package may get a new one.
     */
    private static final Map<String, Integer> LARGEST_CIRCLE = Map.of(
            "dev.attune.html", 5,
            "dev.attune.decision", 3,
            "dev.attune.profile", 3,
            "dev.attune.internal.config", 2,
            "dev.attune.internal.transform", 2,
            "dev.attune.jakarta.internal.csp", 3);

    @Test
    void noMoreClassesNameEachOtherInACircleThanToday() {
        List<Set<String>> tooLarge = ClassCircles.in(OURS).stream()
                .filter(circle -> circle.size() > mostIn(circle))
                .toList();
        assertEquals(List.of(), tooLarge);
    }

    private static int mostIn(Set<String> circle) {
        String first = circle.iterator().next();
        return LARGEST_CIRCLE.getOrDefault(first.substring(0, first.lastIndexOf('.')), 1);
    }
}
