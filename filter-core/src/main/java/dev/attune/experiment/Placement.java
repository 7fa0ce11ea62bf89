package dev.attune.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Where an experiment puts a visitor. For Attune's own packages.
 *
 * @param variation the variation's index, or -1 for a visitor who is not in the experiment
 * @param sticky whether the visitor's browser kept it from an earlier visit
 * @param exclusion why the visitor is not in the experiment, or null for one who is
 */
public record Placement(
        int variation, boolean sticky, @Nullable Exclusion exclusion) {
    static Placement excluded(Exclusion why) {
        return new Placement(-1, false, why);
    }

    /** Why a visitor is not in an experiment. */
    public enum Exclusion {
        /** The visitor has no id of the kind that decides. */
        NO_ID,
        /** A hold-out keeps the visitor out. */
        HELD_OUT,
        /** The visitor belongs to another part of the namespace. */
        OUTSIDE_NAMESPACE,
        /** The visitor is beyond the share that is covered. */
        NOT_COVERED
    }
}
