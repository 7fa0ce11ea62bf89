package dev.attune.it.cdi.frozen;

import dev.attune.jakarta.cdi.VariationFor;

@VariationFor("/")
public final class NoFunction {}
