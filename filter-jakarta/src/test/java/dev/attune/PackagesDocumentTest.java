package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesDocumentTest {
    /** Surefire runs in the module's folder. */
    private static final Path ROOT = Path.of("..");

    @Test
    void documentNamesEveryPackageAndNoOther() throws IOException {
        List<String> packages = Stream.of("filter-core", "filter-jakarta")
                .flatMap(PackagesDocumentTest::packages)
                .sorted()
                .toList();
        assertFalse(packages.isEmpty());
        List<String> documented = Files.readAllLines(ROOT.resolve("docs/how-it-works.md")).stream()
                .filter(line -> line.startsWith("| `dev.attune."))
                .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split(",", -1)))
                .map(name -> name.replace("`", "").strip())
                .sorted()
                .toList();
        assertEquals(packages, documented);
    }

    private static Stream<String> packages(String module) {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.'))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
