package dev.attune.internal.lookup;

import java.time.Duration;

/** Allows so many calls in any one second. Not thread-safe. */
final class CallWindow {
    /** Segment counts when calls arrive, we when they leave. */
    private static final long LENGTH = Duration.ofMillis(1050).toNanos();

    private final long[] departures;
    private int oldest;
    private int departed;

    CallWindow(int rate) {
        departures = new long[rate];
    }

    /** Returns how many nanoseconds after a time a call may be made; not positive where it may at once. */
    long waitAt(long now) {
        return departed < departures.length ? 0 : departures[oldest] + LENGTH - now;
    }

    void depart(long now) {
        if (departed < departures.length) {
            departures[departed++] = now;
        } else {
            departures[oldest] = now;
            oldest = (oldest + 1) % departures.length;
        }
    }
}
