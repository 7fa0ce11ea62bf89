package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value lies in a profile: a trait's name, or a dotted path into it such as {@code address.city}. */
final class TraitPath implements Place {
    private final String name;
    private final String[] steps;

    TraitPath(String name) {
        this.name = name;
        this.steps = name.split("\\.", -1);
    }

    /**
     * Returns the value, or null where there is none. A name that itself has dots wins over a path.
     *
     * @param subject a {@link Subject}, a {@link Profile}, or a map inside one
     */
    @Override
    public @Nullable Object in(@Nullable Object subject) {
        Object object = subject instanceof Subject asked ? asked.traits() : subject;
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

    @Override
    public String toString() {
        return name;
    }
}
