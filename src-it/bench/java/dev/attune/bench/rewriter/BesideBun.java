package dev.attune.bench.rewriter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rewriter and lol-html as Bun ships it, on the same pages in turn. Needs {@code npm install --prefix
 * src-it/bench/bun} before, or the path of Bun in the environment variable {@code BUN}.
 */
public final class BesideBun {
    private static final int ROUNDS = 3;
    private static final long WARM_UP = 1_500_000_000L;
    private static final long EACH = 60_000_000L;

    private BesideBun() {}

    /** Prints figures named {@code rewriter.TASK.vs-lol-html}; takes about four minutes. */
    public static void run() throws Exception {
        Path here = Path.of("bench", "bun");
        String given = System.getenv("BUN");
        Path bun = given != null ? Path.of(given) : here.resolve("node_modules/@oven/bun-linux-x64/bin/bun");
        if (!Files.isExecutable(bun)) {
            throw new IOException("no Bun at " + bun + ": npm install --prefix src-it/bench/bun, or set BUN");
        }
        Map<String, Task> tasks = new LinkedHashMap<>();
        tasks.put("two-rules", Task.twoRules());
        tasks.put("eight-rules", Task.eightRules());
        tasks.put("links", Task.links());
        tasks.put("links-changed", Task.linksChanged());
        List<Page> pages = Page.all();
        Path folder = Files.createTempDirectory("attune-bench");
        try {
            List<String> files = new ArrayList<>();
            for (Page page : pages) {
                files.add(Files.write(folder.resolve(page.name()), page.bytes()).toString());
            }
            for (var task : tasks.entrySet()) {
                compare(bun, here.resolve("rates.mjs"), task.getKey(), task.getValue(), pages, files);
            }
        } finally {
            for (Page page : pages) {
                Files.deleteIfExists(folder.resolve(page.name()));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void compare(Path bun, Path script, String name, Task task, List<Page> pages, List<String> files)
            throws Exception {
        Meter meter = new Meter();
        meter.warmUp(task, pages, WARM_UP);
        double[][] ours = new double[pages.size()][ROUNDS];
        double[][] theirs = new double[pages.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> rates = bunRates(bun, script, name, files);
            for (int p = 0; p < pages.size(); p++) {
                theirs[p][round] = rates.get(p);
                Map<String, Double> medians = new LinkedHashMap<>();
                meter.interleaved(Map.of(name, task), pages.get(p), EACH, medians);
                ours[p][round] = medians.values().iterator().next();
            }
        }
        Mean ratios = new Mean();
        for (int p = 0; p < pages.size(); p++) {
            Arrays.sort(ours[p]);
            Arrays.sort(theirs[p]);
            double ratio = ours[p][ROUNDS / 2] / theirs[p][ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s (%d bytes): ours %.0f MB/s, lol-html %.0f, ratio %.2f%n",
                    name,
                    pages.get(p).name(),
                    pages.get(p).bytes().length,
                    ours[p][ROUNDS / 2],
                    theirs[p][ROUNDS / 2],
                    ratio);
            ratios.add(ratio);
        }
        ratios.print(name + ".vs-lol-html", "times", true);
    }

    private static List<Double> bunRates(Path bun, Path script, String task, List<String> files) throws Exception {
        List<String> command = new ArrayList<>(List.of(bun.toString(), script.toString(), task));
        command.addAll(files);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Double> rates = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rates.add(Double.valueOf(line.strip()));
            }
        }
        if (process.waitFor() != 0 || rates.size() != files.size()) {
            throw new IOException("Bun failed with " + process.exitValue());
        }
        return rates;
    }
}
