package dev.attune.decision;

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

    /** Returns the value, or null where there is none. A name that itself has dots wins over a path. */
    @Nullable
    Object in(@Nullable Object object) {
        if (!(object instanceof Map<?, ?> map)) {
            return null;
        }
        Object value = map.get(name);
        if (value != null || steps.length == 1) {
            return value;
        }
        Object current = map;
        for (String step : steps) {
            if (!(current instanceof Map<?, ?> inner)) {
                return null;
            }
            current = inner.get(step);
        }
        return current;
    }

    /** Returns the value as text, as {@link dev.attune.profile.Profile#text} does. */
    String textIn(Map<String, ?> traits) {
        Object value = in(traits);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
