package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that changes the content of a route's pages. */
record ContentRule(String name, Route route, @Nullable Condition when, Edit edit, List<TraitPath> placeholders) {
    static ContentRule of(String name, Route route, @Nullable Condition when, Edit edit) {
        List<TraitPath> placeholders = Template.parse(name + ".value", edit.value()).traits().stream()
                .map(TraitPath::new)
                .toList();
        return new ContentRule(name, route, when, edit, placeholders);
    }

    @Nullable
    AppliedEdit apply(Profile profile) {
        if (when != null && !when.matches(profile)) {
            return null;
        }
        if (placeholders.isEmpty()) {
            return new AppliedEdit(edit, List.of());
        }
        List<String> values = new ArrayList<>(placeholders.size());
        for (TraitPath placeholder : placeholders) {
            values.add(placeholder.textIn(profile.traits()));
        }
        return new AppliedEdit(edit, values);
    }
}
