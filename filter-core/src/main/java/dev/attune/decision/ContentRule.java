package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.internal.text.MessageText;
import dev.attune.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that changes the content of a route's pages. */
record ContentRule(
        String name,
        Route route,
        @Nullable Condition when,
        Trust trust,
        AppliedEdit plain,
        List<TraitPath> placeholders,
        @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
    static ContentRule of(String name, Route route, @Nullable Condition when, Trust trust, Edit edit) {
        return of(name, route, when, trust, edit, null);
    }

    /** @param values answers the placeholders' values by name, or null for no edit; null for the profile's traits */
    static ContentRule of(
            String name,
            Route route,
            @Nullable Condition when,
            Trust trust,
            Edit edit,
            @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
        List<TraitPath> placeholders = Template.parse(name + ".value", edit.value()).traits().stream()
                .map(TraitPath::new)
                .toList();
        return new ContentRule(name, route, when, trust, new AppliedEdit(edit, List.of()), placeholders, values);
    }

    Edit edit() {
        return plain.edit();
    }

    /** Returns the edit for a visitor, or null where the rule does not fit. */
    @Nullable
    AppliedEdit apply(Visitor visitor, Failures failures, @Nullable Trace trace) {
        Profile seen = visitor.seenWith(trust);
        if (when != null && !when.matches(seen)) {
            if (trace != null) {
                trace.doesNotFit(name, Kind.CONTENT, visitor, trust, when.misfit(seen));
            }
            return null;
        }
        Object source = values == null ? seen : UserCode.<@Nullable Map<String, ?>>apply(name, values, seen, failures);
        if (source == null) {
            if (trace != null) {
                trace.doesNotFit(name, Kind.CONTENT, visitor, trust, "it has no values for this visitor");
            }
            return null;
        }
        AppliedEdit edit = placeholders.isEmpty() ? plain : new AppliedEdit(edit(), valuesIn(source));
        if (trace != null) {
            String filled =
                    placeholders.isEmpty() ? "" : " with " + placeholders + " = " + MessageText.json(edit.values());
            trace.applied(
                    name,
                    Kind.CONTENT,
                    edit().action() + " on " + MessageText.text(edit().select()) + filled + Trace.hint(visitor, trust));
        }
        return edit;
    }

    private List<String> valuesIn(Object source) {
        // One and two make a list without an array.
        return switch (placeholders.size()) {
            case 1 -> List.of(placeholders.get(0).textIn(source));
            case 2 ->
                List.of(placeholders.get(0).textIn(source), placeholders.get(1).textIn(source));
            default -> placeholders.stream().map(trait -> trait.textIn(source)).toList();
        };
    }
}
