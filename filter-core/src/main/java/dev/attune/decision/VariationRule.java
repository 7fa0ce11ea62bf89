package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.Holdout;
import dev.attune.profile.Profile;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that may serve another page at a route. */
sealed interface VariationRule extends VariationDraft
        permits VariationRule.Fixed, VariationRule.Computed, ExperimentRule {
    Terms terms();

    /** Returns what messages call the rule. */
    @Override
    default String name() {
        return terms().name();
    }

    /** Returns the paths that the rules name. */
    List<String> paths();

    @Override
    default VariationRule with(Collection<Holdout> holdouts) {
        return this;
    }

    /** Returns what explanations call the rule. */
    default Kind kind() {
        return Kind.VARIATION;
    }

    /**
     * Returns which page to serve, or null where the rule does not fit.
     *
     * @param trace notes why a rule does not fit, or null where no explanation is asked for
     */
    @Nullable
    Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace);

    /** Returns the page that a preview asks for, or null where it asks this rule for none. */
    default @Nullable Variation shown(Assignments forced) {
        return null;
    }

    /** A path written down in the rules, for those whom the condition fits. */
    record Fixed(Terms terms, Variation variation) implements VariationRule {
        @Override
        public List<String> paths() {
            String path = variation.path();
            return path == null ? List.of() : List.of(path);
        }

        @Override
        public @Nullable Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace) {
            return terms.fit(visitor, Kind.VARIATION, trace) ? variation : null;
        }
    }

    /** A path that a user's function composes, possibly of what a visitor wrote: checked each time. */
    record Computed(Terms terms, Function<Profile, @Nullable String> function) implements VariationRule {
        @Override
        public List<String> paths() {
            return List.of();
        }

        @Override
        public @Nullable Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace) {
            if (!terms.fit(visitor, Kind.VARIATION, trace)) {
                return null;
            }
            String path = UserCode.apply(name(), function, visitor.seenWith(terms.trust()), failures);
            if (path == null) {
                if (trace != null) {
                    trace.doesNotFit(name(), Kind.VARIATION, visitor, terms.trust(), "the function named no page");
                }
                return null;
            }
            String problem = PathSyntax.problem(path);
            if (problem == null) {
                return Variation.of(path);
            }
            failures.report(name(), "the function returned a path that is not served: " + problem, null);
            return Variation.OWN_PAGE;
        }
    }
}
