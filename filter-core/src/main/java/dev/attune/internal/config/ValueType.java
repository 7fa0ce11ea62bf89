package dev.attune.internal.config;

/**
 * How the text of a setting is read.
 *
 * @param <T> what the text means
 */
public interface ValueType<T> {
    /** Says what a right value looks like, to follow "is not", such as {@code a duration (50ms, 2s, 5m)}. */
    String expected();

    /**
     * Reads a stripped text.
     *
     * @throws IllegalArgumentException if it is not of this type; the message, if any, says why
     */
    T parse(String text);
}
