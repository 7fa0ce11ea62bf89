package dev.attune.decision;

import dev.attune.decision.RuleReport.Kind;
import dev.attune.profile.Profile;
import java.util.ArrayList;
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
        Edit edit,
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
        return new ContentRule(name, route, when, trust, edit, placeholders, values);
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
        Map<String, ?> named =
                values == null ? seen.traits() : UserCode.<@Nullable Map<String, ?>>apply(name, values, seen, failures);
        if (named == null) {
            if (trace != null) {
                trace.doesNotFit(name, Kind.CONTENT, visitor, trust, "it has no values for this visitor");
            }
            return null;
        }
        List<String> filling = List.of();
        if (!placeholders.isEmpty()) {
            filling = new ArrayList<>(placeholders.size());
            for (TraitPath placeholder : placeholders) {
                filling.add(placeholder.textIn(named));
            }
        }
        if (trace != null) {
            String filled = placeholders.isEmpty() ? "" : " with " + placeholders + " = " + Shown.json(filling);
            trace.applied(
                    name,
                    Kind.CONTENT,
                    edit.action() + " on " + Shown.text(edit.select()) + filled + Trace.hint(visitor, trust));
        }
        return new AppliedEdit(edit, filling);
    }
}
