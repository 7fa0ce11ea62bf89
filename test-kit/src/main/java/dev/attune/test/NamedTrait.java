package dev.attune.test;

import org.jspecify.annotations.Nullable;

/** A trait of a visitor in a test: {@link Attune#trait}. */
public record NamedTrait(String name, @Nullable Object value) {}
