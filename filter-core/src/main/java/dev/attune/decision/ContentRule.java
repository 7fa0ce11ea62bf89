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
        Terms terms,
        AppliedEdit plain,
        List<Place> placeholders,
        @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
    static ContentRule of(Terms terms, Edit edit) {
        return of(terms, edit, null);
    }

    /** @param values answers the placeholders' values by name, or null for no edit; null for the profile's traits */
    static ContentRule of(
            Terms terms, Edit edit, @Nullable Function<Profile, ? extends @Nullable Map<String, ?>> values) {
        List<Place> placeholders = Template.parse(terms.name() + ".value", edit.value()).traits().stream()
                .map(Place::named)
                .toList();
        return new ContentRule(terms.reading(placeholders), new AppliedEdit(edit, List.of()), placeholders, values);
    }

    String name() {
        return terms.name();
    }

    Edit edit() {
        return plain.edit();
    }

    /** Returns the edit for a visitor, or null where the rule does not fit. */
    @Nullable
    AppliedEdit apply(Visitor visitor, Failures failures, @Nullable Trace trace) {
        if (!terms.fit(visitor, Kind.CONTENT, trace)) {
            return null;
        }
        Profile seen = visitor.seenWith(terms.trust());
        Object source = values == null
                ? seen
                : UserCode.<Profile, @Nullable Map<String, ?>>apply(name(), values, seen, failures);
        if (source == null) {
            if (trace != null) {
                trace.doesNotFit(name(), Kind.CONTENT, visitor, terms.trust(), "it has no values for this visitor");
            }
            return null;
        }
        AppliedEdit edit =
                placeholders.isEmpty() ? plain : new AppliedEdit(edit(), valuesIn(terms.seen(visitor, source)));
        if (trace != null) {
            String filled =
                    placeholders.isEmpty() ? "" : " with " + placeholders + " = " + MessageText.json(edit.values());
            trace.applied(
                    name(),
                    Kind.CONTENT,
                    edit().action() + " on " + MessageText.text(edit().select()) + filled
                            + Trace.hint(visitor, terms.trust()));
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
