package dev.attune.jakarta.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts failures that cost no visitor a page, and writes a line about them once a minute at most. Thread-safe. */
final class FailureLog {
    private static final System.Logger LOG = System.getLogger("dev.attune");
    private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;
    private final LongAdder failures = new LongAdder();
    private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);

    FailureLog(InstantSource clock) {
        this.clock = clock;
    }

    void report(String problem, @Nullable Throwable cause) {
        failures.increment();
        long now = clock.millis();
        long quiet = quietUntil.get();
        if (now >= quiet && quietUntil.compareAndSet(quiet, now + PAUSE_MILLIS)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: " + problem + " (" + failures.sum() + " failures since start; the next line in a minute)",
                    cause);
        }
    }

    /** Returns how many failures there were since the filter started. */
    long count() {
        return failures.sum();
    }
}
