package dev.attune.internal.check;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Started by {@code java -jar}; what it can do, it says when called without arguments. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its {@linkplain CommandLine#run exit code}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new CommandLine(out, err, InstantSource.system()).run(List.of(arguments));
        out.flush();
        System.exit(code);
    }
}
