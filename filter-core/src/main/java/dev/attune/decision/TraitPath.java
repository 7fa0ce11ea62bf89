package dev.attune.decision;

import dev.attune.profile.Profile;
import dev.attune.profile.ScalarText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value lies in a profile: a trait's name, or a dotted path into it such as {@code address.city}. */
final class TraitPath {
    private final String name;
    private final String[] steps;

    TraitPath(String name) {
        this.name = name;
        this.steps = name.split("\\.", -1);
    }

    /**
     * Returns the value, or null where there is none. A name that itself has dots wins over a path.
     *
     * @param object a {@link Profile}, or a map inside one
     */
    @Nullable
    Object in(@Nullable Object object) {
        Object value = member(object, name);
        if (value != null || steps.length == 1) {
            return value;
        }
        Object current = object;
        for (String step : steps) {
            current = member(current, step);
        }
        return current;
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        if (object instanceof Profile profile) {
            return profile.value(name);
        }
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /**
     * Returns the value as text, as {@link Profile#text} does.
     *
     * @param object a {@link Profile}, or a map of values by name
     */
    String textIn(Object object) {
        String text = ScalarText.of(in(object));
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return name;
    }
}
