package dev.attune.bench;

import dev.attune.bench.cdn.CdnCost;
import dev.attune.bench.decision.DecisionCost;
import dev.attune.bench.filter.FilterCost;
import dev.attune.bench.profile.LookupCost;
import dev.attune.bench.profile.StoreCost;
import dev.attune.bench.profile.TypedCost;
import dev.attune.bench.profile.WeatherCost;
import dev.attune.bench.rewriter.BesideBun;
import dev.attune.bench.rewriter.RewriterProfile;
import dev.attune.bench.rewriter.RewriterSpeed;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by name. Each figure is a line {@code figure NAME NUMBER UNIT}. */
public final class Bench {
    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "cdn", CdnCost::run,
            "decision", DecisionCost::run,
            "filter", FilterCost::run,
            "lookup", LookupCost::run,
            "store", StoreCost::run,
            "typed", TypedCost::run,
            "rewriter", RewriterSpeed::run,
            "rewriter-bun", BesideBun::run,
            "rewriter-profile", RewriterProfile::run,
            "weather", WeatherCost::run));

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Benchmark benchmark = args.length == 1 ? BENCHMARKS.get(args[0]) : null;
        if (benchmark == null) {
            System.err.println("-Dbench takes one of " + BENCHMARKS.keySet());
            System.exit(2);
        } else {
            benchmark.run();
        }
    }

    private interface Benchmark {
        void run() throws Exception;
    }
}
