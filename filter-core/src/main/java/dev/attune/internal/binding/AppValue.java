package dev.attune.internal.binding;

import dev.attune.internal.json.TraitsJson;
import java.lang.reflect.Array;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Objects of an app's types as JSON values. */
public final class AppValue {
    private AppValue() {}

    /**
     * Returns an object as a JSON value of the types that a {@link dev.attune.profile.Profile} has.
     *
     * @throws IllegalArgumentException if JSON cannot say it; the message says why
     */
    public static @Nullable Object json(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(json(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(json(name)), json(member)));
            return members;
        }
        return json(opened(value));
    }

    /** Returns an object as a JSON value at its outermost level: its members and items may be objects of the app again. */
    private static @Nullable Object opened(Object value) {
        if (value instanceof Record tuple) {
            return RecordMembers.of(tuple);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Optional<?> perhaps) {
            return perhaps.orElse(null);
        }
        if (value instanceof OptionalInt perhaps) {
            return perhaps.isPresent() ? perhaps.getAsInt() : null;
        }
        if (value instanceof OptionalLong perhaps) {
            return perhaps.isPresent() ? perhaps.getAsLong() : null;
        }
        if (value instanceof OptionalDouble perhaps) {
            return perhaps.isPresent() ? perhaps.getAsDouble() : null;
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (isText(value)) {
            return value.toString();
        }
        if (value instanceof Collection<?> items) {
            return new ArrayList<>(items);
        }
        if (value.getClass().isArray()) {
            return list(value);
        }
        Class<?> type = value.getClass();
        if (type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader()) {
            throw new IllegalArgumentException("a " + type.getName() + " is no JSON value");
        }
        // Providers escape neither < nor what ends a line in a script, so what they write is read back.
        return TraitsJson.read("{\"value\":" + JsonBinding.of(type).write(value) + "}")
                .get("value");
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof ZoneId
                || value instanceof UUID
                || value instanceof URI;
    }

    private static List<Object> list(Object array) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        };
    }
}
