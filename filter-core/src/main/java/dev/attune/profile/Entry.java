package dev.attune.profile;

import java.util.Arrays;

/** What is known of one trait while profiles are merged. */
final class Entry {
    static final byte[] ABSENT = {};

    private final byte[] value;
    private final long time;
    private final boolean pushed;

    /**
     * @param value as {@link JsonValue} encodes it; empty where the visitor does not have the trait (any more)
     * @param time since when that is so, in epoch milliseconds of whoever sent it; no older event counts
     * @param pushed whether it came by webhook, not from the Profiles API
     */
    Entry(byte[] value, long time, boolean pushed) {
        this.value = value;
        this.time = time;
        this.pushed = pushed;
    }

    byte[] value() {
        return value;
    }

    long time() {
        return time;
    }

    boolean pushed() {
        return pushed;
    }

    /** Whether pages see it. */
    boolean isVisible() {
        return value.length > 0;
    }

    /** Whether its value is the greater by bytes, which settles what time does not, in whatever order things come. */
    boolean isGreaterThan(Entry other) {
        return Arrays.compareUnsigned(value, other.value) > 0;
    }
}
