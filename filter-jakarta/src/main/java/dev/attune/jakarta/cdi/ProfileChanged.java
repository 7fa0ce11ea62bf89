package dev.attune.jakarta.cdi;

import dev.attune.profile.ProfileKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of a stored profile that changed; for {@code @Observes} and {@code @ObservesAsync} alike. Told behind the
 * webhook's answer, one event after the other, on a thread that serves no visitor: a slow observer delays other
 * events only. Where more than 10,000 wait, further ones are lost, and a line in the log says so.
 *
 * <p>An event may come twice, and on several nodes: with Redis, each node hears of what another merged. What changed while a
 * node's link to Redis was down reaches no observer there.
 *
 * @param key whose profile it is
 * @param kind what happened
 * @param traits what the webhook said, name to value, null where the visitor lost the trait; a value older than the one
 *     known has changed nothing. Empty but for {@link Kind#PUSHED}
 */
public record ProfileChanged(ProfileKey key, Kind kind, Map<String, @Nullable Object> traits) {
    public ProfileChanged {
        traits = Collections.unmodifiableMap(new HashMap<>(traits));
    }

    /** What happened to a profile. */
    public enum Kind {
        /** A webhook told this node of traits. */
        PUSHED,
        /** A call told this node to forget the visitor. */
        DELETED,
        /** The store says that the profile changed and not how: another node changed it, or this one, told once more. */
        CHANGED
    }

    /** Names the traits and neither visitor nor values: a profile must not slip into a log. */
    @Override
    public String toString() {
        return "ProfileChanged[" + kind + ", " + traits.keySet() + "]";
    }
}
