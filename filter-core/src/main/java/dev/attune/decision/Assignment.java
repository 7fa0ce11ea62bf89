package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * The variation of an experiment that a visitor is in.
 *
 * @param experiment the experiment's key
 * @param index the variation's place in {@code serve}, from 0
 * @param path the path that serves it, or null for the app's own page
 * @param sticky whether the visitor's browser kept it from an earlier visit
 */
public record Assignment(
        String experiment, int index, @Nullable String path, boolean sticky) {}
