package dev.attune.internal.runtime;

import java.util.function.LongSupplier;

/**
 * A counter.
 *
 * @param name in camel case, such as {@code staleHits}
 * @param meaning for people
 * @param count reads the counter, which only grows
 */
public record Meter(String name, String meaning, LongSupplier count) {}
