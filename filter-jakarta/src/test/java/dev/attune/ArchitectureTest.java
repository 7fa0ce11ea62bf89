package dev.attune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between packages as the architecture has them. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.attune");

    /** From each package of the core to those that it may import. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("html", List.of()),
            entry("internal.text", List.of()),
            entry("internal.json", List.of("internal.text")),
            entry("internal.binding", List.of("internal.text", "internal.json")),
            entry("profile", List.of("internal.binding", "internal.json", "internal.text")),
            entry("experiment", List.of()),
            entry("internal.runtime", List.of()),
            entry("internal.token", List.of()),
            entry("internal.outcome", List.of("internal.token")),
            entry("internal.config", List.of("internal.token", "internal.text")),
            entry("internal.consent", List.of("internal.config")),
            entry(
                    "decision",
                    List.of(
                            "profile",
                            "experiment",
                            "internal.binding",
                            "internal.decision",
                            "internal.outcome",
                            "internal.text",
                            "internal.json")),
            entry("internal.decision", List.of("decision", "experiment", "internal.outcome")),
            entry("internal.segment", List.of("profile", "internal.json", "internal.runtime")),
            entry("internal.analytics", List.of("internal.segment", "internal.json", "internal.runtime")),
            entry("internal.store", List.of("profile", "internal.runtime")),
            entry(
                    "internal.lookup",
                    List.of(
                            "profile",
                            "internal.segment",
                            "internal.store",
                            "internal.json",
                            "internal.runtime",
                            "internal.text")),
            entry(
                    "internal.transform",
                    List.of("html", "decision", "internal.json", "internal.runtime", "internal.text")),
            entry("internal.request", List.of("decision", "internal.config")),
            entry(
                    "internal.check",
                    List.of(
                            "internal.config",
                            "internal.request",
                            "internal.binding",
                            "decision",
                            "internal.decision",
                            "internal.outcome",
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
        slices().assignedFrom(ROOMS).should().beFreeOfCycles().check(OURS);
    }

    /** A room for each package; the side of the rules that apps do not see belongs to the room of the rules. */
    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return !name.startsWith("dev.attune.")
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(name.equals("dev.attune.internal.decision") ? "dev.attune.decision" : name);
        }

        @Override
        public String getDescription() {
            return "the rooms of Attune";
        }
    };

    /** What users see must not lead them to what they may not use, and which may change with every version. */
    @Test
    void noSignatureOfTheApiNamesAnInternalType() {
        List<String> named = new ArrayList<>();
        api().forEach(type -> {
            type.getInterfaces().forEach(parent -> noteInternal(type, parent.toErasure(), named));
            type.getRawSuperclass().ifPresent(parent -> noteInternal(type, parent, named));
            type.getMembers().stream().filter(ArchitectureTest::isVisible).forEach(member -> {
                if (member instanceof JavaField field) {
                    field.getType().getAllInvolvedRawTypes().forEach(used -> noteInternal(member, used, named));
                }
                if (member instanceof JavaCodeUnit code) {
                    code.getReturnType().getAllInvolvedRawTypes().forEach(used -> noteInternal(member, used, named));
                    code.getParameterTypes()
                            .forEach(parameter -> parameter
                                    .getAllInvolvedRawTypes()
                                    .forEach(used -> noteInternal(member, used, named)));
                    code.getExceptionTypes().forEach(used -> noteInternal(member, used, named));
                }
            });
        });
        assertEquals(List.of(), named);
    }

    /** Each public type is a promise to users. Two of them are the annotations of typed profiles, two serve the command line. */
    @Test
    void theApiIsSmall() {
        long types = api().filter(type -> type.getEnclosingClass().isEmpty()).count();
        assertTrue(types <= 62, () -> types + " public types outside of internal packages");
    }

    /** {@code RulesAccess} is the way of Attune's own packages to these. */
    @Test
    void appsSeeOfTheRulesWhatBuildsAndPlansThem() {
        assertEquals(
                Set.of("builder", "plan", "isVariationOnly"),
                visibleMethods(OURS.get("dev.attune.decision.Personalization")));
        Set<String> builder = visibleMethods(OURS.get("dev.attune.decision.Personalization$Builder"));
        assertFalse(builder.contains("copy") || builder.contains("groups"), builder::toString);
    }

    private static Set<String> visibleMethods(JavaClass type) {
        return type.getMethods().stream()
                .filter(ArchitectureTest::isVisible)
                .map(JavaMember::getName)
                .collect(Collectors.toSet());
    }

    private static Stream<JavaClass> api() {
        return OURS.stream().filter(ArchitectureTest::isApi);
    }

    private static boolean isApi(JavaClass type) {
        return !isInternal(type)
                && isShown(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return isShown(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().matches("dev\\.attune\\.(jakarta\\.)?internal(\\..*)?");
    }

    private static void noteInternal(HasName.AndFullName user, JavaClass used, List<String> named) {
        if (isInternal(used.getBaseComponentType())) {
            named.add(user.getFullName() + " names " + used.getName());
        }
    }

    /**
     * Classes that name each other in a circle can be read and changed only together. The filter has no such circle, and the
     * core none that is larger than the one of the tree builder.
     */
    @Test
    void noMoreClassesNameEachOtherInACircle() {
        List<Set<String>> tooLarge = ClassCircles.in(OURS).stream()
                .filter(circle -> circle.size() > mostIn(circle))
                .toList();
        assertEquals(List.of(), tooLarge);
    }

    private static int mostIn(Set<String> circle) {
        return circle.iterator().next().startsWith("dev.attune.jakarta.") ? 1 : 5;
    }
}
