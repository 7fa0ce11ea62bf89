package dev.attune.internal.check;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Assignment;
import dev.attune.decision.Decision;
import dev.attune.internal.text.Label;
import dev.attune.internal.transform.PageTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision in words: only of changes that are made, which need a value for each placeholder, and a colour.
 *
 * @param page which page is served
 * @param changes the changes to it
 */
record SeenPage(String page, List<Change> changes) {

    static SeenPage of(Decision decision) {
        String variation = decision.variation();
        String page = variation == null ? "the app's own page" : variation;
        Assignment experiment = decision.experiment();
        if (experiment != null) {
            page += " (variation " + experiment.index() + " of " + experiment.experiment() + ")";
        }
        List<Change> changes = new ArrayList<>();
        Map<String, Object> traits = decision.clientTraits();
        if (traits != null) {
            traits.forEach((name, value) -> changes.add(new Change("client trait " + name, String.valueOf(value))));
        }
        String color = decision.pageColor();
        if (color != null && PageTransform.isColor(color)) {
            changes.add(new Change("page colour", color));
        }
        decision.edits().stream().filter(PageTransform::changes).forEach(edit -> changes.add(change(edit)));
        return new SeenPage(page, List.copyOf(changes));
    }

    private static Change change(AppliedEdit applied) {
        String what =
                (applied.edit().action().isBlock() ? "head" : applied.edit().select()) + ": "
                        + Label.words(applied.edit().action());
        if (applied.edit().name() != null) {
            what += " " + applied.edit().name();
        }
        if (!applied.edit().value().isEmpty()) {
            what += " \"" + applied.edit().value() + "\"";
        }
        return new Change(what, applied.values().isEmpty() ? null : String.join(", ", applied.values()));
    }

    /**
     * One thing that is done to a page.
     *
     * @param what the same for all visitors
     * @param value what this visitor's profile puts into it, or null where it puts nothing
     */
    record Change(String what, @Nullable String value) {
        @Override
        public String toString() {
            return value == null ? what : what + " = " + value;
        }
    }
}
