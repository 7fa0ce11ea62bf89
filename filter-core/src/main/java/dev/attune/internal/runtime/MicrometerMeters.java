package dev.attune.internal.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Meters in Micrometer's global registry, as {@code attune.profiles.stale.hits}. The only class that needs Micrometer. */
final class MicrometerMeters implements AutoCloseable {
    private final MeterRegistry registry = Metrics.globalRegistry;

    /** With the meters as keys, since Micrometer itself holds what it counts weakly. */
    private final Map<Meter, FunctionCounter> counters = new LinkedHashMap<>();

    private MicrometerMeters(String app, Meters meters) {
        for (Meter meter : meters.meters()) {
            counters.put(
                    meter,
                    FunctionCounter.builder(
                                    name(meters.subject(), meter),
                                    meter,
                                    counted -> counted.count().getAsLong())
                            .description(meter.meaning())
                            .tag("app", app)
                            .register(registry));
        }
    }

    static AutoCloseable register(String app, Meters meters) {
        return new MicrometerMeters(app, meters);
    }

    private static String name(String subject, Meter meter) {
        return ("attune." + subject + "." + meter.name().replaceAll("([A-Z])", ".$1")).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        counters.values().forEach(registry::remove);
        counters.clear();
    }
}
