package dev.attune.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as records keep them: microseconds since the epoch, as precise as Segment sends them. */
final class Micros {
    /** A Lua script compares times as doubles, which hold whole numbers up to here: the year 2255. */
    private static final long LATEST = (1L << 53) - 1;

    private static final Instant END = Instant.EPOCH.plus(LATEST, ChronoUnit.MICROS);

    private Micros() {}

    /** Returns the time, and where it lies before the epoch or far in the future, the nearest that a record can keep. */
    static long of(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return time.isAfter(END) ? LATEST : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /**
     * Returns a stored time.
     *
     * @param unit how many microseconds one of {@code count} is
     * @throws IllegalArgumentException if no record can have kept it
     */
    static long stored(long count, long unit) {
        if (count < 0 || count > LATEST / unit) {
            throw new IllegalArgumentException("the record is damaged: it holds an impossible time");
        }
        return count * unit;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
