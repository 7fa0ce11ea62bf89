package dev.attune.bench.decision;

import static java.util.Objects.requireNonNull;

import dev.attune.bench.profile.Figure;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a decision costs: {@code mvn -q -Pbench verify -Dbench=decision}. */
public final class DecisionCost {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private DecisionCost() {}

    public static void run() throws RunnerException {
        print("decision.ten-rules", TenRules.class);
        print("request.ten-rules", TenRequestRules.class);
    }

    private static void print(String figure, Class<?> rules) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(rules.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        Figure.print(figure + ".ns", result.getPrimaryResult().getScore(), "ns");
        Figure.print(figure + ".bytes", allocated(result), "bytes");
    }

    private static double allocated(RunResult result) {
        String name = result.getSecondaryResults().keySet().stream()
                .filter(key -> key.endsWith(ALLOCATED))
                .findFirst()
                .orElseThrow();
        return requireNonNull(result.getSecondaryResults().get(name)).getScore();
    }
}
