package dev.attune.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trait's value and when the visitor got it.
 *
 * @param value a JSON value of the types that {@link Profile} names, or null where the visitor has the trait no more
 * @param time by Segment's clock
 */
public record Trait(@Nullable Object value, Instant time) {}
