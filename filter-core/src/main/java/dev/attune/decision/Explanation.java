package dev.attune.decision;

import java.util.List;

/**
 * A decision and how it came about. It shows traits' values, so it is for those who may see the profile.
 *
 * @param decision the very decision that a visitor gets
 * @param rules what became of each rule of the page, in the order in which they were looked at
 */
public record Explanation(Decision decision, List<RuleReport> rules) {
    public Explanation {
        rules = List.copyOf(rules);
    }
}
