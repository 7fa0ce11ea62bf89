package dev.attune.internal.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every outcome that the rules can have, with what it means in words. Immutable.
 *
 * @param words what each outcome means, in the order in which they were found
 */
public record OutcomeSpace(Map<Outcome, String> words) {
    /** The space of rules that let shared caches keep nothing. */
    public static final OutcomeSpace NONE = new OutcomeSpace(Map.of());

    public OutcomeSpace {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /** Returns how many outcomes there are. */
    public int size() {
        return words.size();
    }
}
