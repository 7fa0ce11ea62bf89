package dev.attune.decision;

import dev.attune.experiment.Assignments;
import dev.attune.experiment.Experiment;
import dev.attune.internal.text.MessageText;
import java.util.HashMap;
import java.util.Map;

/** The experiments that rules have named so far: one key must mean one split, wherever it is held. */
final class ExperimentBook {
    private final Map<String, ExperimentRule.Draft> known = new HashMap<>();

    /**
     * Takes a rule's experiment up.
     *
     * @throws RuleException if it fits neither its rule nor what others said of it
     */
    void check(ExperimentRule.Draft rule) {
        Experiment experiment = rule.experiment();
        try {
            experiment.check(rule.paths().size());
        } catch (IllegalArgumentException mistake) {
            throw new RuleException(rule.name(), String.valueOf(mistake.getMessage()), mistake);
        }
        ExperimentRule.Draft other = known.putIfAbsent(experiment.key(), rule);
        if (other != null
                && !(other.experiment().equals(experiment)
                        && other.paths().size() == rule.paths().size())) {
            throw new RuleException(
                    rule.name(),
                    "the experiment " + MessageText.text(experiment.key()) + " has other settings at " + other.name()
                            + "; expected the same, but for route, when, trust and the paths of serve");
        }
        long sticky = known.values().stream()
                .filter(draft -> draft.experiment().sticky())
                .count();
        if (sticky > Assignments.MAX) {
            throw new RuleException(
                    rule.name(), "more than " + Assignments.MAX + " sticky experiments do not fit their cookie");
        }
    }

    void addAll(ExperimentBook others) {
        known.putAll(others.known);
    }
}
