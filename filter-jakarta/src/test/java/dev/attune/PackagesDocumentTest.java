package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesDocumentTest {
    @Test
    void documentNamesEveryPackageAndNoOther() {
        List<String> packages = Stream.of("filter-core/src/main/java", "filter-jakarta/src/main/java")
                .flatMap(PackagesDocumentTest::packages)
                .sorted()
                .toList();
        assertFalse(packages.isEmpty());
        List<String> documented = Sources.text(Sources.file("docs/how-it-works.md"))
                .lines()
                .filter(line -> line.startsWith("| `dev.attune."))
                .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split(",", -1)))
                .map(name -> name.replace("`", "").strip())
                .sorted()
                .toList();
        assertEquals(packages, documented, "docs/how-it-works.md, \"The packages\"");
    }

    private static Stream<String> packages(String folder) {
        return Sources.below(folder).stream()
                .filter(file -> file.endsWith("package-info.java"))
                .map(file -> Sources.file(folder)
                        .relativize(file.getParent())
                        .toString()
                        .replace('/', '.')
                        .replace('\\', '.'));
    }
}
