package dev.attune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The text files of this repository, for tests of how they are written. Surefire runs in the module's folder. */
final class Sources {
    private static final Path ROOT = Path.of("..");

    private Sources() {}

    /** Returns the files of a folder and of those below it. */
    static List<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    /** Returns the folder of a package in the sources of a module. */
    static String folder(String module, String name) {
        return module + "/src/main/java/" + name.replace('.', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a place as a compiler names it. */
    static String place(Path file, String text, int offset) {
        return ROOT.relativize(file) + ":"
                + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
    }
}
