package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.internal.text.MessageText;
import dev.attune.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that names what the browser may know of a visitor. */
sealed interface ClientTraitRule {
    Terms terms();

    static Named copied(Terms terms, String name, Place trait) {
        return new Copied(terms.reading(List.of(trait)), name, trait);
    }

    static Named asked(Terms terms, String name, Condition when) {
        return new Asked(terms.asking(when), name, when);
    }

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
    record Copied(Terms terms, String name, Place trait) implements Named {
        @Override
        public @Nullable Object value(Visitor visitor, Failures failures, @Nullable Trace trace) {
            if (!terms.fit(visitor, Kind.CLIENT_TRAIT, trace)) {
                return null;
            }
            String rule = terms.name();
            Object value = ClientValues.copy(trait.in(terms.seen(visitor)), rule, failures);
            if (trace != null) {
                if (value == null) {
                    trace.doesNotFit(rule, Kind.CLIENT_TRAIT, visitor, terms.trust(), trait + " is missing");
                } else {
                    trace.applied(rule, Kind.CLIENT_TRAIT, name + " is " + MessageText.json(value));
                }
            }
            return value;
        }
    }

    /**
     * Whether a condition fits, known for every visitor.
     *
     * @param terms those of the rule, without the condition: that is no reason to leave the name out
     */
    record Asked(Terms terms, String name, Condition when) implements Named {
        @Override
        public @Nullable Object value(Visitor visitor, Failures failures, @Nullable Trace trace) {
            if (!terms.fit(visitor, Kind.CLIENT_TRAIT, trace)) {
                return null;
            }
            Object seen = terms.seen(visitor);
            boolean fits = when.fits(seen);
            if (trace != null) {
                String why = fits ? "" : ": " + when.misfit(seen);
                trace.applied(
                        terms.name(),
                        Kind.CLIENT_TRAIT,
                        name + " is " + fits + Trace.hint(visitor, terms.trust()) + why);
            }
            return fits;
        }
    }

    /** What a user's function answers. */
    record Computed(Terms terms, Function<Profile, ? extends Map<String, ?>> function) implements ClientTraitRule {
        /** Adds to what the browser may know; an earlier rule of the same name gives way. */
        void addTo(Map<String, Object> traits, Visitor visitor, Failures failures, @Nullable Trace trace) {
            if (!terms.fit(visitor, Kind.CLIENT_TRAIT, trace)) {
                return;
            }
            String rule = terms.name();
            Trust trust = terms.trust();
            Map<String, ?> computed =
                    UserCode.<Profile, Map<String, ?>>apply(rule, function, visitor.seenWith(trust), failures);
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
