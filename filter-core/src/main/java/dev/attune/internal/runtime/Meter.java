package dev.attune.internal.runtime;

import java.util.function.LongSupplier;

/**
 * Something that is counted.
 *
 * @param name in camel case, such as {@code staleHits}
 * @param meaning for people
 * @param count read whenever somebody looks; only ever grows
 */
public record Meter(String name, String meaning, LongSupplier count) {}
