package dev.attune.decision;

import dev.attune.experiment.Holdout;
import java.util.Collection;

/** A variation rule that may still lack the site's hold-outs, which rules and files may give in any order. */
interface VariationDraft {
    String name();

    /**
     * Returns the finished rule.
     *
     * @throws RuleException if it needs a hold-out that is not there
     */
    VariationRule with(Collection<Holdout> holdouts);
}
