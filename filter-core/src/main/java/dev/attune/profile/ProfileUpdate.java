package dev.attune.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something learnt of a visitor, to be merged into the {@link ProfileRecord}. Immutable. For Attune's own packages. */
public sealed interface ProfileUpdate {
    /** Returns the key of the visitor. */
    ProfileKey key();

    /**
     * Some traits changed, a webhook says. It says nothing of any other trait.
     *
     * @param time when they changed, by the sender's clock
     * @param received when this node received the event: of two events of one time, the later received one stands
     * @param traits name to value; null where the visitor lost the trait
     * @param links other keys of the same visitor that the event named; they are erased together
     */
    record Pushed(
            ProfileKey key, Instant time, Instant received, Map<String, @Nullable Object> traits, Set<ProfileKey> links)
            implements ProfileUpdate {
        public Pushed {
            traits = Collections.unmodifiableMap(new HashMap<>(traits));
            links = Set.copyOf(links);
            received = received.isBefore(time) ? time : received;
        }

        public Pushed(
                ProfileKey key, Instant time, Map<String, ? extends @Nullable Object> traits, Set<ProfileKey> links) {
            this(key, time, time, new HashMap<>(traits), links);
        }

        public Pushed(ProfileKey key, Instant time, Map<String, ? extends @Nullable Object> traits) {
            this(key, time, traits, Set.of());
        }
    }

    /**
     * All traits of a visitor, as the Profiles API listed them; none where it knows no such visitor.
     *
     * @param asOf when the listing was asked for, or the time of its newest trait, whichever is later
     */
    record Pulled(ProfileKey key, Instant asOf, Map<String, TraitValue> traits) implements ProfileUpdate {
        public Pulled {
            traits = Map.copyOf(traits);
            for (TraitValue trait : traits.values()) {
                asOf = trait.time().isAfter(asOf) ? trait.time() : asOf;
            }
        }

        /**
         * Returns the same answer as of a moment after an earlier one, which is known to have come before it, whatever the
         * clock says: a clock that stepped back would else make every answer older than the stored one.
         */
        public Pulled notBefore(@Nullable Instant earlier) {
            if (earlier == null || asOf.isAfter(earlier)) {
                return this;
            }
            Instant later = earlier.plusMillis(1);
            Map<String, TraitValue> moved = new HashMap<>();
            traits.forEach((name, trait) ->
                    moved.put(name, trait.time().equals(asOf) ? new TraitValue(trait.value(), later) : trait));
            return new Pulled(key, later, moved);
        }
    }

    /** The visitor is to be forgotten, with all that was known until then. */
    record Deleted(ProfileKey key, Instant time) implements ProfileUpdate {}
}
