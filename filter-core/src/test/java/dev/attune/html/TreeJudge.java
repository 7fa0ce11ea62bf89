package dev.attune.html;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A parser of browsers' making as the judge of rewritten pages: parse5, which npm installs, under node. It is changed so
 * that it parses {@code select} as the standard has it since 2025; {@code judge/select2025.mjs} says how.
 */
final class TreeJudge {
    private static final Path FOLDER = Path.of("target", "judge");

    /** A page, the edit of all elements of a name, and what became of the page. */
    record Case(String page, TreeEdit edit, String name, String rewritten) {
        private String json() {
            return Json.createArrayBuilder()
                    .add(page)
                    .add(edit.kind())
                    .add(name)
                    .add(rewritten)
                    .build()
                    .toString();
        }
    }

    /** What the judge says: {@code ok}, {@code left} with a reason, {@code differs} with the trees wanted and got. */
    record Verdict(String word, List<String> details) {
        boolean differs() {
            return word.equals("differs");
        }
    }

    private TreeJudge() {}

    /** Installs the judge; skips the test where there is no node or npm, unless they are mandatory. */
    static void summon() {
        try {
            Files.createDirectories(FOLDER);
            for (String file : List.of("judge.mjs", "select2025.mjs")) {
                try (var in = TreeJudge.class.getResourceAsStream("judge/" + file)) {
                    Files.write(
                            FOLDER.resolve(file),
                            java.util.Objects.requireNonNull(in).readAllBytes());
                }
            }
            if (!Files.exists(FOLDER.resolve("node_modules/parse5/package.json"))) {
                run(List.of(
                        "npm",
                        "install",
                        "--prefix",
                        ".",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--no-package-lock",
                        "parse5@8.1.1"));
            }
            run(List.of("node", "--version"));
        } catch (IOException e) {
            String message = "parse5 cannot be had from npm, or there is no node: " + e.getMessage();
            if (Boolean.getBoolean("attune.mandatory")) {
                throw new AssertionError(message, e);
            }
            Assumptions.abort(message);
        }
    }

    static List<Verdict> judge(List<Case> cases) {
        try {
            Path in = FOLDER.resolve("cases.jsonl");
            Files.write(in, cases.stream().map(Case::json).toList(), StandardCharsets.UTF_8);
            List<Verdict> verdicts = new ArrayList<>(cases.size());
            for (String line : run(List.of("node", "judge.mjs", "."), in)) {
                try (JsonReader reader = Json.createReader(new StringReader(line))) {
                    JsonArray verdict = reader.readArray();
                    List<String> words = verdict.getValuesAs(jakarta.json.JsonString.class).stream()
                            .map(jakarta.json.JsonString::getString)
                            .toList();
                    verdicts.add(new Verdict(words.get(0), words.subList(1, words.size())));
                }
            }
            if (verdicts.size() != cases.size()) {
                throw new AssertionError(cases.size() + " cases, and " + verdicts.size() + " verdicts");
            }
            return verdicts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        run(command, null);
    }

    private static List<String> run(List<String> command, @org.jspecify.annotations.Nullable Path input)
            throws IOException {
        Path output = FOLDER.resolve(command.get(0) + ".out");
        Path errors = FOLDER.resolve(command.get(0) + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " takes longer than five minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + Files.readString(errors));
        }
        return Files.readAllLines(output);
    }
}
