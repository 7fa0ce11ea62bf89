package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that may serve another page at a route. */
sealed interface VariationRule {
    /** What a rule answers that ends the search, because the app's own page is to be served; never a valid path. */
    String OWN_PAGE = "";

    /** Returns what messages call the rule. */
    String name();

    Route route();

    /** Returns the checked path to serve, {@link #OWN_PAGE}, or null where the rule does not fit. */
    @Nullable
    String serve(Profile profile, Failures failures);

    /** A path written down in the rules, for those whom the condition fits. */
    record Fixed(String name, Route route, @Nullable Condition when, String path) implements VariationRule {
        @Override
        public @Nullable String serve(Profile profile, Failures failures) {
            return when == null || when.matches(profile) ? path : null;
        }
    }

    /** A path that a user's function composes, possibly of what a visitor wrote: checked each time. */
    record Computed(String name, Route route, Function<Profile, @Nullable String> function) implements VariationRule {
        @Override
        public @Nullable String serve(Profile profile, Failures failures) {
            String path = UserCode.apply(name, function, profile, failures);
            if (path == null) {
                return null;
            }
            String problem = PathSyntax.problem(path);
            if (problem == null) {
                return path;
            }
            failures.report(name, "the function returned a path that is not served: " + problem, null);
            return OWN_PAGE;
        }
    }
}
