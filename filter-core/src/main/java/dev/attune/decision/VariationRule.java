package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.profile.Profile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that may serve another page at a route. */
sealed interface VariationRule {
    /** Returns what messages call the rule. */
    String name();

    Route route();

    /** Tells whether this is one of the pages that the rule names; a page that a function composes is not named. */
    default boolean names(String path) {
        return false;
    }

    /** Returns what explanations call the rule. */
    default Kind kind() {
        return Kind.VARIATION;
    }

    /**
     * Returns which page to serve, or null where the rule does not fit.
     *
     * @param trace is told why a rule does not fit, or null where nobody wants to know
     */
    @Nullable
    Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace);

    /** A path written down in the rules, for those whom the condition fits. */
    record Fixed(String name, Route route, @Nullable Condition when, Trust trust, Variation variation)
            implements VariationRule {
        @Override
        public boolean names(String path) {
            return path.equals(variation.path());
        }

        @Override
        public @Nullable Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace) {
            Profile seen = visitor.seenWith(trust);
            if (when == null || when.matches(seen)) {
                return variation;
            }
            if (trace != null) {
                trace.doesNotFit(name, Kind.VARIATION, visitor, trust, when.misfit(seen));
            }
            return null;
        }
    }

    /** A path that a user's function composes, possibly of what a visitor wrote: checked each time. */
    record Computed(String name, Route route, Trust trust, Function<Profile, @Nullable String> function)
            implements VariationRule {
        @Override
        public @Nullable Variation serve(Visitor visitor, Failures failures, @Nullable Trace trace) {
            String path = UserCode.apply(name, function, visitor.seenWith(trust), failures);
            if (path == null) {
                if (trace != null) {
                    trace.doesNotFit(name, Kind.VARIATION, visitor, trust, "the function named no page");
                }
                return null;
            }
            String problem = PathSyntax.problem(path);
            if (problem == null) {
                return Variation.of(path);
            }
            failures.report(name, "the function returned a path that is not served: " + problem, null);
            return Variation.OWN_PAGE;
        }
    }
}
