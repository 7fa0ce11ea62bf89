package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.internal.text.MessageText;
import dev.attune.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that names what the browser may know of a visitor. */
sealed interface ClientTraitRule {
    /** A rule about one name. */
    sealed interface Named extends ClientTraitRule {
        String name();

        /**
         * Returns what the browser may know under the name, or null where the rule leaves it out.
         *
         * @param trace notes what became of the rule, or null where no explanation is asked for
         */
        @Nullable
        Object value(Visitor visitor, Failures failures, @Nullable Trace trace);
    }

    /** A trait as it is, left out where the visitor does not have it. */
    record Copied(String rule, String name, TraitPath trait, Trust trust) implements Named {
        @Override
        public @Nullable Object value(Visitor visitor, Failures failures, @Nullable Trace trace) {
            Object value = ClientValues.copy(trait.in(visitor.seenWith(trust)), rule, failures);
            if (trace != null) {
                if (value == null) {
                    trace.doesNotFit(rule, Kind.CLIENT_TRAIT, visitor, trust, trait + " is missing");
                } else {
                    trace.applied(rule, Kind.CLIENT_TRAIT, name + " is " + MessageText.json(value));
                }
            }
            return value;
        }
    }

    /** Whether a condition fits, known for every visitor. */
    record Asked(String rule, String name, Condition when, Trust trust) implements Named {
        @Override
        public Object value(Visitor visitor, Failures failures, @Nullable Trace trace) {
            Profile seen = visitor.seenWith(trust);
            boolean fits = when.matches(seen);
            if (trace != null) {
                String why = fits ? "" : ": " + when.misfit(seen);
                trace.applied(rule, Kind.CLIENT_TRAIT, name + " is " + fits + Trace.hint(visitor, trust) + why);
            }
            return fits;
        }
    }

    /** What a user's function answers. */
    record Computed(String rule, Function<Profile, ? extends Map<String, ?>> function, Trust trust)
            implements ClientTraitRule {
        /** Adds to what the browser may know; an earlier rule of the same name gives way. */
        void addTo(Map<String, Object> traits, Visitor visitor, Failures failures, @Nullable Trace trace) {
            Map<String, ?> computed = UserCode.<Map<String, ?>>apply(rule, function, visitor.seenWith(trust), failures);
            if (computed == null) {
                if (trace != null) {
                    trace.doesNotFit(rule, Kind.CLIENT_TRAIT, visitor, trust, "the function named no traits");
                }
                return;
            }
            if (trace == null) {
                ClientValues.putAll(traits, computed, rule, failures);
                return;
            }
            Map<String, Object> named = new LinkedHashMap<>();
            ClientValues.putAll(named, computed, rule, failures);
            traits.putAll(named);
            trace.applied(
                    rule,
                    Kind.CLIENT_TRAIT,
                    "the function named " + MessageText.json(named) + Trace.hint(visitor, trust));
        }
    }
}
