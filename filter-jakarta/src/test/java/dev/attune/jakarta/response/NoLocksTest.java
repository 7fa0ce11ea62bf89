package dev.attune.jakarta.response;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoLocksTest {
    @Test
    void nothingHereLocksWhileAVisitorIsSlow() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/attune/jakarta/response"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 20);
            for (Path source : sources) {
                String text = Files.readString(source);
                assertFalse(text.matches("(?s).*\\b(synchronized|ReentrantLock|Semaphore)\\b.*"), source.toString());
            }
        }
    }
}
