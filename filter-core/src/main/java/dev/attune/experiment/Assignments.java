package dev.attune.experiment;

import java.util.Map;

/**
 * Which variation of each experiment a visitor was given before, or is shown by a preview: an experiment's key → the
 * index of its variation. It may say what no experiment has; who reads it checks.
 */
public record Assignments(Map<String, Integer> variations) {
    /** No assignment at all. */
    public static final Assignments NONE = new Assignments(Map.of());

    public Assignments {
        variations = Map.copyOf(variations);
    }

    /** Returns the index of the experiment's variation, or -1 where there is no assignment. */
    public int of(String experiment) {
        return variations.isEmpty() ? -1 : variations.getOrDefault(experiment, -1);
    }
}
