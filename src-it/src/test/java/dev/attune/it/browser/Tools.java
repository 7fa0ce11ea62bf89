package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What a machine may lack. Where system property {@code attune.mandatory} is {@code true}, it must not. */
public final class Tools {
    private Tools() {}

    /** Skips the test with a message, or fails it where nothing may be skipped. */
    public static void require(boolean there, String message) {
        if (!there && Boolean.getBoolean("attune.mandatory")) {
            fail(message);
        }
        Assumptions.assumeTrue(there, message);
    }

    /** Returns where a program is, or an empty path. */
    public static Path find(String... names) {
        for (String folder : String.valueOf(System.getenv("PATH")).split(java.io.File.pathSeparator, -1)) {
            for (String name : names) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        return Path.of("");
    }

    /** Runs a program to its end and returns what it printed. */
    public static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("attune", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " takes longer than three minutes");
            }
            String printed = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
