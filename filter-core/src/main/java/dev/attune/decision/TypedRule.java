package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.decision.RuleReport.Outcome;
import dev.attune.internal.binding.TypedTraits;

/** A type that the app reads profiles as. */
record TypedRule(Class<?> type) {
    /** @throws RuleException if traits cannot become this type; the message says what to do */
    TypedRule {
        try {
            TypedTraits.check(type);
        } catch (IllegalArgumentException e) {
            throw new RuleException("traits(" + type.getSimpleName() + ")", String.valueOf(e.getMessage()), e);
        }
    }

    /** Notes which of a visitor's traits do not fit. */
    void explain(Visitor visitor, Trace trace) {
        String name = "traits(" + type.getSimpleName() + ")";
        try {
            visitor.profile().as(type);
        } catch (IllegalArgumentException e) {
            trace.note(name, Kind.TYPED_TRAITS, Outcome.FAILED, String.valueOf(e.getMessage()));
            return;
        }
        boolean fits = trace.misfits().isEmpty();
        trace.note(
                name,
                Kind.TYPED_TRAITS,
                fits ? Outcome.APPLIED : Outcome.DOES_NOT_FIT,
                fits ? "each trait fits" : "what does not fit is left empty");
    }
}
