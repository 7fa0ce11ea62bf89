package dev.attune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
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
            entry("token", List.of()),
            entry("config", List.of("token")),
            entry("consent", List.of("config")),
            entry("experiment", List.of()),
            entry("decision", List.of("profile", "experiment")),
            entry("segment", List.of("profile")),
            entry("store", List.of("profile")),
            entry("lookup", List.of("profile", "segment", "store")),
            entry("transform", List.of("html", "decision")),
            entry("check", List.of("config", "decision", "experiment", "profile", "transform")));

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
    void whatTheServerMayLackIsKnownToALeafAlone() {
        LEAVES.forEach((leaf, libraries) -> {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.attune.jakarta." + leaf + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.attune.jakarta." + leaf + "..")
                    .check(OURS);
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.attune.jakarta." + leaf + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(libraries.toArray(new String[0]))
                    .check(OURS);
        });
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        slices().matching("dev.attune.(**)").should().beFreeOfCycles().check(OURS);
    }
}
