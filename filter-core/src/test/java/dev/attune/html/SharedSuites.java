package dev.attune.html;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Test data of others, which lies outside of the project. */
final class SharedSuites {
    private SharedSuites() {}

    /** Returns a folder of the shared material; skips the test where there is none, unless it is mandatory. */
    static Path folder(String name) {
        String shared = System.getProperty("attune.shared");
        Path folder = shared == null ? null : Path.of(shared, name);
        if (folder != null && Files.isDirectory(folder)) {
            return folder;
        }
        if (Boolean.getBoolean("attune.mandatory")) {
            throw new AssertionError(
                    "attune.mandatory is true, and there is no " + name + " in attune.shared=" + shared);
        }
        return Assumptions.abort("no " + name + " in attune.shared=" + shared);
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonObject json(Path file) {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
