package dev.attune.bench.filter;

import dev.attune.jakarta.PersonalizationFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The filter around a chain that costs next to nothing: requests for which it has nothing to do, and a page of 20 KB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterAlone {
    private static final byte[] PAGE = "<!DOCTYPE html><title>t</title>words".getBytes(StandardCharsets.US_ASCII);
    private static final FilterChain CHAIN = (request, response) -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(PAGE, 0, PAGE.length);
    };

    private static final int PIECE = 4096;
    private static final byte[] LONG_PAGE = ("<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body>"
                    + "<p class=\"item\"><a href=\"/item\">words</a> and more words</p>".repeat(300)
                    + "</body></html>")
            .getBytes(StandardCharsets.US_ASCII);
    private static final FilterChain LONG_CHAIN = (request, response) -> {
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(LONG_PAGE.length);
        for (int i = 0; i < LONG_PAGE.length; i += PIECE) {
            response.getOutputStream().write(LONG_PAGE, i, Math.min(PIECE, LONG_PAGE.length - i));
        }
    };

    private final PersonalizationFilter filter = new PersonalizationFilter();
    private final PersonalizationFilter changing = new PersonalizationFilter();

    /** Starts the filters and has the profiles in their caches: a known visitor without a favourite colour, and one with it. */
    @Setup
    public void start() throws IOException, ServletException {
        String traits = "\"location\": \"EU\", \"first_name\": \"Anna\"";
        Map<String, String> color = Map.of("pageColor", "{\"trait\": \"favorite_color\"}");
        start(filter, traits, color);
        Map<String, String> rules = new HashMap<>(color);
        rules.put("clientTraits", """
                {"shouldShowConsent": {"when": {"location": "EU"}}, "firstName": {"trait": "first_name"}}""");
        start(changing, traits + ", \"favorite_color\": \"#ffe4c4\"", rules);
    }

    private static void start(PersonalizationFilter filter, String traits, Map<String, String> rules)
            throws IOException, ServletException {
        try (ProfilesApi profiles = ProfilesApi.start(traits)) {
            Map<String, String> parameters = new HashMap<>(rules);
            parameters.putAll(Map.of(
                    "profilesUrl", profiles.url(),
                    "profilesSpace", "spa_bench",
                    "profilesToken", "bench",
                    "profileBudget", "5s",
                    "profileTtl", "1d"));
            filter.init(new StubConfig(parameters));
            filter.doFilter(new StubRequest("/page"), new StubResponse(), (request, response) -> {
                if (!PersonalizationFilter.profile(request).text("first_name").equals("Anna")) {
                    throw new IllegalStateException("the profile did not come");
                }
            });
        }
    }

    @TearDown
    public void stop() {
        filter.destroy();
        changing.destroy();
    }

    /** The container's objects are there with and without the filter, so the compiler may not leave them out. */
    @Benchmark
    public void plain(Blackhole container) throws IOException, ServletException {
        StubRequest request = new StubRequest("/page");
        StubResponse response = new StubResponse();
        CHAIN.doFilter(request, response);
        container.consume(request);
        container.consume(response);
    }

    @Benchmark
    public void skip() throws IOException, ServletException {
        filter.doFilter(new StubRequest("/style/site.css"), new StubResponse(), CHAIN);
    }

    @Benchmark
    public void untouched() throws IOException, ServletException {
        filter.doFilter(new StubRequest("/page"), new StubResponse(), CHAIN);
    }

    @Benchmark
    public void changed() throws IOException, ServletException {
        changing.doFilter(new StubRequest("/page"), new StubResponse(), LONG_CHAIN);
    }

    /** Prints what the others cost more than {@link #plain}; takes about 45 seconds. */
    static void print() throws RunnerException {
        Map<String, RunResult> results = new HashMap<>();
        new Runner(new OptionsBuilder()
                        .include("^" + FilterAlone.class.getName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run()
                .forEach(result -> results.put(result.getPrimaryResult().getLabel(), result));
        for (String name : new String[] {"skip", "untouched", "changed"}) {
            double micros = micros(results, name) - micros(results, "plain");
            double bytes = bytes(results, name) - bytes(results, "plain");
            System.out.printf("figure filter.%s.us %.3f us%n", name, micros);
            System.out.printf("figure filter.%s.bytes %.0f bytes%n", name, bytes);
        }
    }

    private static double micros(Map<String, RunResult> results, String name) {
        return result(results, name).getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static double bytes(Map<String, RunResult> results, String name) {
        var figures = result(results, name).getSecondaryResults();
        for (String label : figures.keySet()) {
            if (label.endsWith("gc.alloc.rate.norm")) {
                return Objects.requireNonNull(figures.get(label)).getScore();
            }
        }
        throw new IllegalStateException("the profiler told nothing of " + name);
    }

    private static RunResult result(Map<String, RunResult> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }
}
