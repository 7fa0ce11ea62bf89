package dev.attune.jakarta.internal;

import dev.attune.decision.Exposure;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.runtime.Sha256;
import dev.attune.internal.segment.TrackCall;
import dev.attune.internal.segment.TrackingHealth;
import dev.attune.internal.segment.TrackingQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reports exposures to Segment where a write key is set (Spec, "A/B Testing events", "Experiment Viewed"). */
final class Exposures implements AutoCloseable {
    private static final int ID_BYTES = 16;

    /** Reports nothing. */
    static final Exposures NONE = new Exposures(null, InstantSource.system());

    private final @Nullable TrackingQueue queue;
    private final InstantSource clock;

    private Exposures(@Nullable TrackingQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    static Exposures start(Configuration configuration) {
        String writeKey = configuration.find(Settings.TRACKING_WRITE_KEY);
        if (writeKey == null) {
            return NONE;
        }
        return new Exposures(
                TrackingQueue.open(configuration.get(Settings.TRACKING_URL), writeKey), InstantSource.system());
    }

    /** Returns the counters, which stand still where no event is sent. */
    Meters meters() {
        return new Meters(
                "exposures",
                List.of(
                        new Meter("sent", "exposure events that Segment accepted", () -> count(TrackingHealth::sent)),
                        new Meter("lost", "exposure events that were given up", () -> count(TrackingHealth::lost))));
    }

    private long count(ToLongFunction<TrackingHealth> count) {
        return queue == null ? 0 : count.applyAsLong(queue.health());
    }

    /** Reports one, without waiting. */
    void report(Exposure exposure) {
        if (queue == null) {
            return;
        }
        queue.offer(new TrackCall(
                "Experiment Viewed",
                exposure.ids().user(),
                exposure.ids().anonymous(),
                Map.of(
                        "experiment_id", exposure.experiment(),
                        "experiment_name", exposure.experimentName(),
                        "variation_id", String.valueOf(exposure.variation()),
                        "variation_name", exposure.variationName()),
                messageId(exposure),
                clock.instant()));
    }

    /** Returns how sending goes, or null where nothing is sent. */
    @Nullable
    TrackingHealth health() {
        return queue == null ? null : queue.health();
    }

    /** Equal for equal exposures, so that Segment drops what several nodes, or one before and after a restart, report. */
    private static String messageId(Exposure exposure) {
        // No key and no id holds a line feed.
        String text = String.join(
                "\n",
                exposure.experiment(),
                String.valueOf(exposure.variation()),
                String.valueOf(exposure.ids().user()),
                String.valueOf(exposure.ids().anonymous()));
        return "attune-" + Sha256.hex(text, ID_BYTES);
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
