package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that changes the content of a route's pages. */
record ContentRule(
        String name, Route route, @Nullable Condition when, Trust trust, Edit edit, List<TraitPath> placeholders) {
    static ContentRule of(String name, Route route, @Nullable Condition when, Trust trust, Edit edit) {
        List<TraitPath> placeholders = Template.parse(name + ".value", edit.value()).traits().stream()
                .map(TraitPath::new)
                .toList();
        return new ContentRule(name, route, when, trust, edit, placeholders);
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
        List<String> values = List.of();
        if (!placeholders.isEmpty()) {
            values = new ArrayList<>(placeholders.size());
            for (TraitPath placeholder : placeholders) {
                values.add(placeholder.textIn(seen.traits()));
            }
        }
        if (trace != null) {
            String filled = placeholders.isEmpty() ? "" : " with " + placeholders + " = " + Shown.json(values);
            trace.applied(
                    name,
                    Kind.CONTENT,
                    edit.action() + " on " + Shown.text(edit.select()) + filled + Trace.hint(visitor, trust));
        }
        return new AppliedEdit(edit, values);
    }
}
