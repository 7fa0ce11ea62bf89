package dev.attune.test;

import dev.attune.internal.check.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who sees what on which page, kept in a file beside the tests: what the command {@code check} prints for sample visitors. A change of the
 * rules shows as a change of that file, to be reviewed with it.
 */
public final class GoldenTable {
    private static final String WRITE = "attune.golden";

    private final Path rules;
    private final Path profiles;

    private GoldenTable(Path rules, Path profiles) {
        this.rules = rules;
        this.profiles = profiles;
    }

    /**
     * Returns the table of a rules file.
     *
     * @param profiles sample visitors, one a line, as the command {@code check} reads them
     */
    public static GoldenTable of(Path rules, Path profiles) {
        return new GoldenTable(rules, profiles);
    }

    /**
     * Compares the table with the one in a file. With {@code -Dattune.golden=write} it writes the file instead.
     *
     * @throws AssertionError if they differ, or there is no such file
     * @throws IllegalArgumentException if the rules or the visitors are wrong
     */
    public void assertLike(Path golden) {
        String table = text();
        try {
            if ("write".equals(System.getProperty(WRITE))) {
                Files.writeString(golden, table);
                return;
            }
            String expected = Files.exists(golden) ? Files.readString(golden) : "";
            if (!expected.equals(table)) {
                throw new AssertionError(golden + " differs from what visitors see now; -D" + WRITE
                        + "=write writes it anew.\n\nNow:\n" + table + "\nIn the file:\n" + expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the table. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new CommandLine(print(out), print(err)).run(List.of("check", rules.toString(), profiles.toString()));
        if (code != 0) {
            throw new IllegalArgumentException(err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
