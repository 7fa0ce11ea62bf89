package dev.attune.jakarta.internal.explain;

import dev.attune.decision.Explanation;
import dev.attune.decision.RuleReport;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.outcome.SharedRoute;
import dev.attune.internal.text.Label;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to say of one page for one visitor.
 *
 * @param path the page's path inside the context, decoded and normalized
 * @param handling what becomes of requests for it
 * @param visitor who the visitor is
 * @param profile the visitor's profile, or why there is none
 * @param explanation the decision and its reasons, or null where there is none: no rule is about the path, or the request does not ask for
 *     the profile
 * @param shared what shared caches may keep of the path, or null where they may keep nothing
 * @param now when it is said
 */
public record PageReport(
        String path,
        Handling handling,
        Who visitor,
        Known profile,
        @Nullable Explanation explanation,
        @Nullable Shared shared,
        Instant now) {

    /**
     * What shared caches may keep of a page.
     *
     * @param route the route that lets them
     * @param outcomes what the outcomes mean of which they keep a copy each
     * @param outcome what the visitor's outcome means, or null where the rules did not foresee it
     * @param code the code by which the visitor gets a copy, or null where the page stays private
     * @param reason why there is no code, or null where there is one
     */
    public record Shared(
            SharedRoute route,
            List<String> outcomes,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable String reason) {
        public Shared {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Returns what becomes of requests for the path, in a sentence. */
    String meaning() {
        return switch (handling) {
            case PERSONALIZED -> counted();
            case NO_RULE -> "No rule is about this path: the app's own page answers, untouched.";
            case SKIPPED -> "The path is on the skip list: the app's own answer goes out, untouched.";
            case HIDDEN -> "The path is only ever served as a variation, and variationsDirect is hide: 404.";
            case ENDPOINT -> "The path is one of Attune's own.";
        };
    }

    private String counted() {
        if (explanation == null) {
            return "Rules are about this path.";
        }
        int all = explanation.rules().size();
        long applied = explanation.rules().stream().filter(RuleReport::applied).count();
        return "Of " + all + (all == 1 ? " rule" : " rules") + " for this path, " + applied + " applied.";
    }

    /**
     * The visitor's profile, or why there is none.
     *
     * @param lookup how the look-up came out, or null where there was none
     * @param profile what the rules go by
     */
    public record Known(@Nullable Lookup lookup, Profile profile) {
        /** Returns where the profile comes from, as one word. */
        String source() {
            if (lookup instanceof Lookup.Found found) {
                return Label.of(found.source());
            }
            if (lookup instanceof Lookup.Unavailable unavailable) {
                return Label.of(unavailable.reason());
            }
            return lookup instanceof Lookup.Unknown ? "unknown" : "none";
        }

        /** Returns how long ago the Profiles API listed all of the profile, or null where it did not. */
        @Nullable
        Duration age(Instant now) {
            return lookup instanceof Lookup.Found found && found.pulledAt() != null
                    ? Duration.between(found.pulledAt(), now)
                    : null;
        }
    }
}
