package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.Map;
import java.util.function.Function;

/** A rule that names what the browser may know of a visitor. */
sealed interface ClientTraitRule {
    /** Adds to what the browser may know; what was there under the same name gives way. */
    void addTo(Map<String, Object> traits, Profile profile, Failures failures);

    /** A trait as it is, left out where the visitor does not have it. */
    record Copied(String rule, String name, TraitPath trait) implements ClientTraitRule {
        @Override
        public void addTo(Map<String, Object> traits, Profile profile, Failures failures) {
            Object value = trait.in(profile.traits());
            if (value != null) {
                ClientValues.put(traits, name, value, rule, failures);
            }
        }
    }

    /** Whether a condition fits, known for every visitor. */
    record Asked(String name, Condition when) implements ClientTraitRule {
        @Override
        public void addTo(Map<String, Object> traits, Profile profile, Failures failures) {
            traits.put(name, when.matches(profile));
        }
    }

    /** What a user's function answers. */
    record Computed(String rule, Function<Profile, ? extends Map<String, ?>> function) implements ClientTraitRule {
        @Override
        public void addTo(Map<String, Object> traits, Profile profile, Failures failures) {
            Map<String, ?> computed = UserCode.<Map<String, ?>>apply(rule, function, profile, failures);
            if (computed != null) {
                ClientValues.putAll(traits, computed, rule, failures);
            }
        }
    }
}
