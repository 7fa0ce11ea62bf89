package dev.attune.internal.analytics;

import org.jspecify.annotations.Nullable;

/** The calls that analytics.js makes, by the letters of their paths. */
public enum EventKind {
    IDENTIFY("i"),
    TRACK("t"),
    PAGE("p"),
    SCREEN("s"),
    GROUP("g"),
    ALIAS("a"),
    BATCH("b"),
    METRICS("m");

    private final String letter;

    EventKind(String letter) {
        this.letter = letter;
    }

    /** Returns the kind whose path ends in a letter, or null. */
    public static @Nullable EventKind of(String letter) {
        for (EventKind kind : values()) {
            if (kind.letter.equals(letter)) {
                return kind;
            }
        }
        return null;
    }

    /** Returns the last part of the path. */
    String letter() {
        return letter;
    }

    /** Returns how many bytes a body has at most (docs "HTTP API", "Max request size"). */
    public int mostBytes() {
        return this == BATCH ? EventBody.MOST_BATCH_BYTES : EventBody.MOST_EVENT_BYTES;
    }
}
