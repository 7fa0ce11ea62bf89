package dev.attune.bench.profile;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a typed profile costs: {@code mvn -q -Pbench verify -Dbench=typed}. */
public final class TypedCost {
    private TypedCost() {}

    public static void run() throws RunnerException {
        double nanos = new Runner(new OptionsBuilder()
                        .include(TypedRecord.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
        Figure.print("typed.record.ns", nanos, "ns");
    }
}
