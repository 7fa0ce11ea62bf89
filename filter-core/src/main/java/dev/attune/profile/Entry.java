package dev.attune.profile;

import java.util.Arrays;

/** One trait while profiles are merged. */
final class Entry {
    static final byte[] ABSENT = {};

    private final byte[] value;
    private final long time;
    private final long received;
    private final boolean pushed;

    private Entry(byte[] value, long time, long received, boolean pushed) {
        this.value = value;
        this.time = time;
        this.received = received;
        this.pushed = pushed;
    }

    /**
     * Returns a trait that came by webhook.
     *
     * @param value as {@link JsonValue} encodes it; empty where the visitor does not have the trait (any more)
     * @param time since when that is so, in {@link Micros} of the sender; no older event counts
     * @param received when the event came, in {@link Micros} of this node
     */
    static Entry pushed(byte[] value, long time, long received) {
        return new Entry(value, time, received, true);
    }

    /** Returns a trait that the Profiles API listed. */
    static Entry pulled(byte[] value, long time) {
        return new Entry(value, time, time, false);
    }

    byte[] value() {
        return value;
    }

    long time() {
        return time;
    }

    long received() {
        return received;
    }

    boolean pushed() {
        return pushed;
    }

    /** Whether pages see it. */
    boolean isVisible() {
        return value.length > 0;
    }

    /**
     * Whether this pushed trait takes the place of the known one. Of two events of one time the one that was received later
     * stands. The value decides only where that is equal, too: any order of arrival must end alike.
     */
    boolean supersedes(Entry known) {
        if (time != known.time) {
            return time > known.time;
        }
        return known.pushed && (received == known.received ? isGreaterThan(known) : received > known.received);
    }

    /** Whether its value is the greater by bytes, which settles what time does not, in whatever order things come. */
    boolean isGreaterThan(Entry other) {
        return Arrays.compareUnsigned(value, other.value) > 0;
    }
}
