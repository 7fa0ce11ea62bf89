package dev.attune.decision;

import java.util.ArrayList;
import java.util.List;

/** Something that rules decide anew for each visitor: one of a few cases, counted from 0. Case 0 changes nothing. */
sealed interface Choice permits VariationChoice, TraitChoice, ContentChoice {
    /** A case that was not foreseen. */
    int UNFORESEEN = -1;

    /** Returns the case that holds for a visitor, as the page's own decision has it. */
    int of(Visitor visitor, Failures failures);

    /** Returns the case that follows from imagined answers. */
    int of(Imagined visitor);

    /** Returns what a case means, {@code ""} for 0. */
    String words(int number);

    /** Returns whether a rule would be for an imagined visitor. */
    static boolean fits(Terms terms, Imagined visitor) {
        Validity validity = terms.validity();
        boolean always = validity.from() == null
                && validity.until() == null
                && validity.hosts().isEmpty();
        Condition when = terms.when();
        return terms.isEnabled()
                && (always || visitor.answer(validity, 2) == 1)
                && (when == null || fits(terms, when, visitor));
    }

    /** Returns whether a condition would fit. */
    static boolean fits(Terms terms, Condition condition, Imagined visitor) {
        boolean readsRoute =
                condition.attributes().stream().anyMatch(attribute -> attribute.kind() == RequestAttribute.Kind.ROUTE);
        List<Object> question = new ArrayList<>(List.of(condition.source(), terms.trust()));
        if (readsRoute && terms.route() != null) {
            question.add(terms.route());
        }
        return visitor.answer(question, 2) == 1;
    }
}
