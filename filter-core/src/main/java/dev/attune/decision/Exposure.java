package dev.attune.decision;

import dev.attune.experiment.Experiment;
import dev.attune.experiment.VisitorIds;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's first view of a variation of an experiment.
 *
 * @param experiment the experiment's key
 * @param experimentName what reports call the experiment
 * @param variation the variation's place in {@code serve}, from 0
 * @param variationName what reports call the variation
 * @param path the path that serves it, or null for the app's own page
 * @param ids whose view it is
 */
public record Exposure(
        String experiment,
        String experimentName,
        int variation,
        String variationName,
        @Nullable String path,
        VisitorIds ids) {
    static Exposure of(Assignment assignment, Experiment experiment, VisitorIds ids) {
        String served = assignment.path();
        String name = experiment.variationNames().isEmpty()
                ? served == null ? "own page" : served
                : experiment.variationNames().get(assignment.index());
        return new Exposure(assignment.experiment(), experiment.name(), assignment.index(), name, served, ids);
    }

    /** Names no ids: an exposure must not slip into a log with them. */
    @Override
    public String toString() {
        return "Exposure[" + experiment + ", " + variation + "]";
    }
}
