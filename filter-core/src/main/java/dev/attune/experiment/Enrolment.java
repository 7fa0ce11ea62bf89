package dev.attune.experiment;

import dev.attune.experiment.Placement.Exclusion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment made ready to place visitors, in the order that GrowthBook documents for running one (SDK reference,
 * "run"): without an id, kept from before, held out, outside the namespace, not covered, by weight. The same ids
 * get the same place on every node and after every restart. Immutable and thread-safe; allocates nothing. For
 * Attune's own packages.
 */
public final class Enrolment {
    private static final Placement NO_ID = Placement.excluded(Exclusion.NO_ID);
    private static final Placement HELD_OUT = Placement.excluded(Exclusion.HELD_OUT);
    private static final Placement OUTSIDE_NAMESPACE = Placement.excluded(Exclusion.OUTSIDE_NAMESPACE);
    private static final Placement NOT_COVERED = Placement.excluded(Exclusion.NOT_COVERED);

    private final Experiment experiment;
    private final BucketHash hash;
    private final Split split;
    private final @Nullable BucketHash namespaceHash;
    private final List<HoldoutHash> holdouts;
    private final Placement[] dealt;
    private final Placement[] kept;

    /**
     * Makes an experiment ready.
     *
     * @param variations how many there are
     * @param holdouts the site's hold-outs, of which those count that the experiment names and those for all
     * @throws IllegalArgumentException if the experiment does not fit the number of variations, or names a hold-out that
     *     is not there
     */
    public Enrolment(Experiment experiment, int variations, Collection<Holdout> holdouts) {
        experiment.check(variations);
        this.experiment = experiment;
        hash = new BucketHash(experiment.seed(), experiment.hashVersion());
        split = Split.of(
                experiment.weights().isEmpty() ? Split.equalWeights(variations) : experiment.weights(),
                experiment.coverage());
        Namespace namespace = experiment.namespace();
        namespaceHash = namespace == null ? null : namespace.hash();
        this.holdouts = holdoutsOf(experiment, holdouts);
        dealt = new Placement[variations];
        kept = new Placement[variations];
        for (int i = 0; i < variations; i++) {
            dealt[i] = new Placement(i, false, null);
            kept[i] = new Placement(i, true, null);
        }
    }

    private static List<HoldoutHash> holdoutsOf(Experiment experiment, Collection<Holdout> all) {
        List<HoldoutHash> chosen = new ArrayList<>();
        boolean found = experiment.holdout() == null;
        for (Holdout holdout : all) {
            boolean named = holdout.name().equals(experiment.holdout());
            found |= named;
            if (named || holdout.all()) {
                chosen.add(new HoldoutHash(holdout, new BucketHash(holdout.name(), 2)));
            }
        }
        if (!found) {
            throw new IllegalArgumentException("there is no hold-out \"" + experiment.holdout() + "\"");
        }
        return List.copyOf(chosen);
    }

    /** Returns the experiment. */
    public Experiment experiment() {
        return experiment;
    }

    /** Returns how many variations there are. */
    public int variations() {
        return dealt.length;
    }

    /**
     * Returns where a visitor is.
     *
     * @param sticky what the visitor was given before; looked at only where the experiment is sticky, and only as far as
     *     it is possible
     */
    public Placement place(VisitorIds ids, Assignments sticky) {
        String id = experiment.hashAttribute().in(ids);
        if (id == null) {
            return NO_ID;
        }
        int before = experiment.sticky() ? sticky.of(experiment.key()) : -1;
        if (isVariation(before)) {
            return kept[before];
        }
        for (int i = 0; i < holdouts.size(); i++) {
            if (holdouts.get(i).holds(ids)) {
                return HELD_OUT;
            }
        }
        Namespace namespace = experiment.namespace();
        if (namespace != null && namespaceHash != null && !namespace.contains(namespaceHash.of(id))) {
            return OUTSIDE_NAMESPACE;
        }
        int variation = split.at(hash.of(id));
        return variation == Split.NONE ? NOT_COVERED : dealt[variation];
    }

    private boolean isVariation(int index) {
        return index >= 0 && index < dealt.length;
    }

    /** Who is held out. */
    private record HoldoutHash(Holdout holdout, BucketHash hash) {
        boolean holds(VisitorIds ids) {
            String id = holdout.hashAttribute().in(ids);
            return id != null && hash.of(id) < holdout.share();
        }
    }
}
