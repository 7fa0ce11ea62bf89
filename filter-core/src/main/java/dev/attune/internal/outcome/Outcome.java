package dev.attune.internal.outcome;

import java.util.List;

/**
 * All that the rules decide for one visitor about the pages that shared caches may keep. Two visitors with equal outcomes see
 * the same bytes at each URL. It holds no value of a profile.
 *
 * @param cases for each choice that the rules leave open, the number of the case that holds; -1 for one that was not foreseen
 */
public record Outcome(List<Integer> cases) {
    public Outcome {
        cases = List.copyOf(cases);
    }
}
