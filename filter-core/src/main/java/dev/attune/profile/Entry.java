package dev.attune.profile;

import java.util.Arrays;

/** What is known of one trait while profiles are merged. */
final class Entry {
    static final byte[] ABSENT = {};

    private final byte[] value;
    private final long time;
    private final boolean pushed;
    private final boolean listed;

    /**
     * @param value as {@link JsonValue} encodes it; empty where the visitor does not have the trait (any more)
     * @param time when it got that value, in epoch milliseconds of whoever sent it
     * @param pushed whether it came by webhook, not from the Profiles API
     * @param listed whether the newest answer of the Profiles API held a trait of this name
     */
    Entry(byte[] value, long time, boolean pushed, boolean listed) {
        this.value = value;
        this.time = time;
        this.pushed = pushed;
        this.listed = listed;
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

    boolean listed() {
        return listed;
    }

    /** Whether a page sees it: what was only pulled is gone as soon as a newer pull no longer lists it. */
    boolean isVisible() {
        return value.length > 0 && (pushed || listed);
    }

    /**
     * Whether this one stands against another of the same trait: the later; at the same time what was pulled, since it is
     * the whole that Segment knows; and else the greater by bytes, so that all orders of arrival end alike.
     */
    boolean beats(Entry other) {
        if (time != other.time) {
            return time > other.time;
        }
        if (pushed != other.pushed) {
            return !pushed;
        }
        return Arrays.compareUnsigned(value, other.value) > 0;
    }

    Entry listed(boolean now) {
        return now == listed ? this : new Entry(value, time, pushed, now);
    }

    /** Returns what must be kept of it: of a trait that no page sees, its time, lest an older event revives it. */
    Entry withoutUnseenValue() {
        return isVisible() || value.length == 0 ? this : new Entry(ABSENT, time, pushed, listed);
    }
}
