package dev.attune.internal.binding;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a trait that a member of a type stands for.
 *
 * @param first looked for first
 * @param second looked for where there is no trait of the first name, or null
 */
record TraitNames(String first, @Nullable String second) {

    static TraitNames of(RecordComponent component) {
        String given = given(component);
        return given == null ? ofMember(component.getName()) : new TraitNames(given, null);
    }

    /** Returns the names that a member has by itself. */
    static TraitNames ofMember(String name) {
        String snakeCase = SnakeCase.of(name);
        return new TraitNames(name, snakeCase.equals(name) ? null : snakeCase);
    }

    /** Returns the name under which an object has a value: the first, where it has none. */
    String foundIn(Map<?, ?> json) {
        return second == null || json.get(first) != null || json.get(second) == null ? first : second;
    }

    /** Returns the name that an annotation gives, or null. */
    static @Nullable String given(RecordComponent component) {
        return GivenName.of(component, component.getAccessor(), field(component));
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
