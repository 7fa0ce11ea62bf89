package dev.attune.bench.profile;

import dev.attune.profile.Profile;
import dev.attune.profile.Trait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to read a profile of twenty traits as a record of six. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TypedRecord {
    public enum Plan {
        FREE,
        PRO
    }

    /** As an app would write it. */
    public record Shop(
            @Trait("first_name") String name,
            Plan plan,
            int orderCount,
            boolean vip,
            Optional<String> city,
            List<String> tags) {}

    private final Profile profile = profile();

    private static Profile profile() {
        Map<String, Object> traits = new HashMap<>(
                Map.of("first_name", "Anna", "plan", "pro", "order_count", 3, "vip", true, "tags", List.of("a", "b")));
        for (int i = traits.size(); i < 20; i++) {
            traits.put("trait_" + i, "value " + i);
        }
        return Profile.of(traits);
    }

    @Benchmark
    public Shop record() {
        return profile.as(Shop.class);
    }
}
