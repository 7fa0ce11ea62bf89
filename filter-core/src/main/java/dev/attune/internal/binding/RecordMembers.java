package dev.attune.internal.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of records of one type, by the names that annotations give them, else by their own. */
record RecordMembers(Map<String, Method> accessors) {
    private static final PerClass<RecordMembers> OF = new PerClass<>(RecordMembers::of);

    private static RecordMembers of(Class<?> type) {
        Map<String, Method> accessors = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String given = TraitNames.given(component);
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.put(given == null ? component.getName() : given, accessor);
        }
        return new RecordMembers(accessors);
    }

    /** @throws IllegalArgumentException if an accessor throws */
    static Map<String, @Nullable Object> of(Record value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        OF.of(value.getClass()).accessors.forEach((name, accessor) -> values.put(name, read(accessor, value)));
        return values;
    }

    private static @Nullable Object read(Method accessor, Record value) {
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(accessor.getName() + " of a record threw " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
