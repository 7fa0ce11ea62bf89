package dev.attune.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trait's value and when the visitor got it.
 *
 * @param value a JSON value of the types that {@link Profile} names, or null where the visitor has the trait no more
 * @param time by Segment's clock; the epoch where that is not known, for then it is newer than nothing
 */
public record TraitValue(@Nullable Object value, Instant time) {
    /** Returns a trait of which it is not known since when the visitor has it. */
    public static TraitValue undated(@Nullable Object value) {
        return new TraitValue(value, Instant.EPOCH);
    }
}
