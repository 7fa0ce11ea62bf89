package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that changes the content of a route's pages. */
record ContentRule(
        String name,
        Route route,
        @Nullable Condition when,
        Trust trust,
        AppliedEdit plain,
        List<TraitPath> placeholders) {
    static ContentRule of(String name, Route route, @Nullable Condition when, Trust trust, Edit edit) {
        List<TraitPath> placeholders = Template.parse(name + ".value", edit.value()).traits().stream()
                .map(TraitPath::new)
                .toList();
        return new ContentRule(name, route, when, trust, new AppliedEdit(edit, List.of()), placeholders);
    }

    Edit edit() {
        return plain.edit();
    }

    /** Returns the edit for a visitor, or null where the rule does not fit. */
    @Nullable
    AppliedEdit apply(Visitor visitor, @Nullable Trace trace) {
        Profile seen = visitor.seenWith(trust);
        if (when != null && !when.matches(seen)) {
            if (trace != null) {
                trace.doesNotFit(name, Kind.CONTENT, visitor, trust, when.misfit(seen));
            }
            return null;
        }
        AppliedEdit edit = placeholders.isEmpty() ? plain : new AppliedEdit(edit(), values(seen));
        if (trace != null) {
            String filled = placeholders.isEmpty() ? "" : " with " + placeholders + " = " + Shown.json(edit.values());
            trace.applied(
                    name,
                    Kind.CONTENT,
                    edit().action() + " on " + Shown.text(edit().select()) + filled + Trace.hint(visitor, trust));
        }
        return edit;
    }

    private List<String> values(Profile seen) {
        // One and two make a list without an array.
        return switch (placeholders.size()) {
            case 1 -> List.of(placeholders.get(0).textIn(seen));
            case 2 ->
                List.of(placeholders.get(0).textIn(seen), placeholders.get(1).textIn(seen));
            default -> placeholders.stream().map(trait -> trait.textIn(seen)).toList();
        };
    }
}
