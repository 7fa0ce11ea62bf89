package dev.attune.bench.rewriter;

import dev.attune.html.HtmlSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How fast pages are rewritten, in one run with jsoup, attoparser and SiteMesh: each figure is the geometric mean over
 * the pages, and with {@code .worst} the worst page. JMH goes through all tasks and pages in turn, several times, and of
 * each the median counts, so that what else the machine does meets all alike.
 */
public final class RewriterSpeed {
    private static final int ROUNDS = 9;
    private static final int LARGE = 100_000;

    /** The pieces in which a page comes, as from a small response buffer. */
    private static final int CHUNK = 1024;

    private final List<Page> pages = Page.all();

    /** By task and page, MB/s of each round. */
    private final Map<String, Map<String, List<Double>>> rates = new TreeMap<>();

    private RewriterSpeed() throws IOException {}

    /** Prints the figures; takes about three minutes. */
    public static void run() throws Exception {
        RewriterSpeed speed = new RewriterSpeed();
        speed.round("", TimeValue.milliseconds(400));
        for (int i = 0; i < ROUNDS; i++) {
            for (RunResult result : speed.round("", TimeValue.milliseconds(200))) {
                speed.note(result);
            }
        }
        speed.print();
        speed.printAllocation();
        speed.printFirstOutput();
    }

    private Collection<RunResult> round(String task, TimeValue each) throws RunnerException {
        return new Runner(options(task).measurementTime(each).build()).run();
    }

    private ChainedOptionsBuilder options(String task) {
        return new OptionsBuilder()
                .include("^" + Rewrites.class.getName() + "\\." + task)
                .param("page", pages.stream().map(Page::name).toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    private void note(RunResult result) {
        String page = result.getParams().getParam("page");
        double micros = result.getPrimaryResult().getScore();
        rates.computeIfAbsent(result.getPrimaryResult().getLabel(), task -> new TreeMap<>())
                .computeIfAbsent(page, name -> new ArrayList<>())
                .add(bytes(page).length / micros);
    }

    private byte[] bytes(String name) {
        for (Page page : pages) {
            if (page.name().equals(name)) {
                return page.bytes();
            }
        }
        throw new IllegalArgumentException(name);
    }

    private double rate(String task, Page page) {
        var ofTask = Objects.requireNonNull(rates.get(task), task);
        double[] ofPage = Objects.requireNonNull(ofTask.get(page.name()), page.name()).stream()
                .mapToDouble(rate -> rate)
                .sorted()
                .toArray();
        return ofPage[ofPage.length / 2];
    }

    private void print() {
        for (Page page : pages) {
            StringBuilder line = new StringBuilder(page.name() + " (" + page.bytes().length + " bytes), MB/s:");
            for (String task : rates.keySet()) {
                line.append(String.format(Locale.ROOT, " %s %.0f", task, rate(task, page)));
            }
            System.out.println(line);
        }
        for (String[] pair : new String[][] {
            {"two-rules", "twoRules", "jsoup", "jsoup"},
            {"two-rules", "twoRules", "attoparser", "attoparser"},
            {"two-rules", "twoRules", "sitemesh", "siteMesh"},
            {"eight-rules", "eightRules", "jsoup", "jsoupEight"}
        }) {
            Mean ratio = new Mean();
            pages.forEach(page -> ratio.add(rate(pair[1], page) / rate(pair[3], page)));
            ratio.print(pair[0] + ".vs-" + pair[2], "times", true);
        }
        printRate("two-rules", "twoRules", 0);
        printRate("eight-rules", "eightRules", 0);
        printRate("links", "links", 0);
        printRate("links-changed", "linksChanged", 0);
        printRate("retired", "retired", LARGE);
    }

    private void printRate(String name, String task, int from) {
        Mean mean = new Mean();
        for (Page page : pages) {
            if (page.bytes().length >= from) {
                mean.add(rate(task, page));
            }
        }
        mean.print(name + ".mbps", "MB/s", true);
    }

    /** Prints what one response under two rules allocates. */
    private void printAllocation() throws RunnerException {
        Mean mean = new Mean();
        for (RunResult result : new Runner(options("twoRules$")
                        .addProfiler(GCProfiler.class)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run()) {
            var figures = result.getSecondaryResults();
            figures.keySet().stream()
                    .filter(label -> label.endsWith("gc.alloc.rate.norm"))
                    .forEach(label ->
                            mean.add(Objects.requireNonNull(figures.get(label)).getScore()));
        }
        mean.print("response.bytes", "bytes", false);
    }

    /** Prints how many bytes of a page have gone in when the first bytes come out, with no flush between. */
    private void printFirstOutput() throws IOException {
        Mean mean = new Mean();
        for (Page page : pages) {
            Waiting out = new Waiting();
            byte[] bytes = page.bytes();
            int given = 0;
            try (HtmlSink sink = Task.twoRulesRewriter().open(StandardCharsets.UTF_8, out)) {
                while (!out.begun) {
                    byte[] chunk = Arrays.copyOfRange(bytes, given, Math.min(bytes.length, given + CHUNK));
                    sink.write(chunk);
                    given += chunk.length;
                }
            }
            mean.add(given);
        }
        mean.print("first-output.bytes", "bytes", false);
    }

    private static final class Waiting extends OutputStream {
        private boolean begun;

        @Override
        public void write(int b) {
            begun = true;
        }
    }
}
