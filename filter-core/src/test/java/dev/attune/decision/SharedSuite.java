package dev.attune.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Reads test data that others wrote and that lies beside the project. */
final class SharedSuite {
    private SharedSuite() {}

    /** Returns the file's text; where it is absent the test is skipped, or fails where it is mandatory. */
    static String text(String file) throws IOException {
        Path path = Path.of(System.getProperty("attune.shared", "../../shared")).resolve(file);
        if (!Files.exists(path)) {
            String message = "needs " + file + " in the folder that the system property attune.shared names";
            Assertions.assertFalse(Boolean.getBoolean("attune.mandatory"), message);
            Assumptions.abort(message);
        }
        return Files.readString(path);
    }
}
