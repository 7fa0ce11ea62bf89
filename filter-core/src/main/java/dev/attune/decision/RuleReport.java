package dev.attune.decision;

/**
 * What became of one rule.
 *
 * @param rule the rule, such as {@code variations[1]} or {@code variation("/")}
 * @param kind what the rule is about
 * @param outcome whether it applied, and if not, the kind of reason
 * @param detail what it did or why it did nothing, in words; shows traits' values
 */
public record RuleReport(String rule, Kind kind, Outcome outcome, String detail) {
    /** Whether the rule had an effect on the decision. */
    public boolean applied() {
        return outcome == Outcome.APPLIED;
    }

    /** What a rule is about. */
    public enum Kind {
        VARIATION,
        EXPERIMENT,
        CLIENT_TRAIT,
        PAGE_COLOR,
        CONTENT,
        /** No rule, but a type that the app reads profiles as. */
        TYPED_TRAITS
    }

    /** What became of a rule. */
    public enum Outcome {
        APPLIED,
        /** Its condition does not fit, or its function had nothing to say. */
        DOES_NOT_FIT,
        /** The visitor is trusted less than the rule asks for, and it does not fit an unknown visitor. */
        TRUST_TOO_LOW,
        /** An earlier rule of its kind has decided. */
        NOT_REACHED,
        /** The visitor has no id of the kind that the experiment buckets on. */
        NO_ID,
        /** The visitor is outside the share of visitors that the experiment covers. */
        NOT_COVERED,
        /** The visitor is kept out of experiments by a hold-out. */
        HELD_OUT,
        /** The experiment's namespace gives the visitor to others. */
        OUTSIDE_NAMESPACE,
        /** It is switched off. */
        DISABLED,
        /** Its time has not come. */
        NOT_YET,
        /** Its time is over. */
        OVER,
        /** It is for other hosts than the one that was asked. */
        OTHER_HOST,
        /** Its function threw, or answered what cannot be served. */
        FAILED
    }
}
