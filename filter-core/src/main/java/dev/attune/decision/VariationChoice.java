package dev.attune.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page serves a route: the first rule that fits decides. Each rule has cases of its own, also where two name one path, so
 * that the choices of two routes that meet tell which of both comes first.
 *
 * @param rules those of one route, in order
 */
record VariationChoice(List<VariationRule> rules) implements Choice {
    /** @throws RuleException if a rule may name any page */
    VariationChoice {
        rules = List.copyOf(rules);
        for (VariationRule rule : rules) {
            if (rule instanceof VariationRule.Computed) {
                throw FiniteValues.notFinite(rule.name(), "a function names its page");
            }
        }
    }

    @Override
    public int of(Visitor visitor, Failures failures) {
        int first = 1;
        for (VariationRule rule : rules) {
            Variation variation = rule.serve(visitor, failures, null);
            if (variation != null) {
                Assignment assignment = variation.assignment();
                return first + (assignment == null ? 0 : assignment.index());
            }
            first += cases(rule);
        }
        return 0;
    }

    @Override
    public int of(Imagined visitor) {
        int first = 1;
        for (VariationRule rule : rules) {
            if (Choice.fits(rule.terms(), visitor)) {
                int arm = rule instanceof ExperimentRule experiment
                        ? visitor.answer(
                                        List.of(
                                                experiment.enrolment().experiment(),
                                                rule.terms().trust()),
                                        cases(rule) + 1)
                                - 1
                        : 0;
                if (arm >= 0) {
                    return first + arm;
                }
            }
            first += cases(rule);
        }
        return 0;
    }

    private static int cases(VariationRule rule) {
        return rule instanceof ExperimentRule experiment
                ? experiment.enrolment().variations()
                : 1;
    }

    @Override
    public String words(int number) {
        int first = 1;
        for (VariationRule rule : rules) {
            if (number >= first && number < first + cases(rule)) {
                return rule instanceof ExperimentRule experiment
                        ? "variation " + (number - first) + " of "
                                + experiment.enrolment().experiment().key()
                        : page(rule.terms().route(), rule.paths());
            }
            first += cases(rule);
        }
        return "";
    }

    private static String page(@Nullable Route route, List<String> paths) {
        return String.join("", paths) + " at " + route;
    }
}
