package dev.attune.decision;

import dev.attune.internal.binding.AppValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies values on their way to the browser as JSON values, in depth and within bounds. {@code __proto__} is dropped at
 * every depth: a script that copies members one by one would replace an object's prototype with it.
 */
final class ClientValues {
    private static final String PROTO = "__proto__";
    private static final int MAX_DEPTH = 32;
    private static final int MAX_VALUES = 10_000;

    private int left = MAX_VALUES;

    private ClientValues() {}

    /** Returns a name that the browser may know a trait by. */
    static String checkedName(String where, String name) {
        if (PROTO.equals(name)) {
            throw new RuleException(where, "the browser gives __proto__ a meaning of its own; choose another name");
        }
        return name;
    }

    /**
     * Returns the members of what a function answered, or null where it answered nothing.
     *
     * @throws IllegalArgumentException if it has none
     */
    static @Nullable Map<String, ?> members(@Nullable Object value) {
        Object json = AppValue.json(value);
        if (json == null) {
            return null;
        }
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
            return members;
        }
        throw new IllegalArgumentException("client traits are a record, a bean or a map of names to values");
    }

    /** Returns a value as the browser may have it, or null where there is none, or none that it may have: then reported. */
    static @Nullable Object copy(@Nullable Object value, String rule, Failures failures) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        try {
            return new ClientValues().copyOf(value, 0);
        } catch (Unfit unfit) {
            failures.report(rule, "a client trait is left out: " + unfit.getMessage(), null);
            return null;
        }
    }

    private static void put(
            Map<String, Object> traits, String name, @Nullable Object value, String rule, Failures failures) {
        Object copy = PROTO.equals(name) ? null : copy(value, rule, failures);
        if (copy != null) {
            traits.put(name, copy);
        }
    }

    /** Adds what a user's map holds; each entry that is no JSON is left out and reported. */
    static void putAll(Map<String, Object> traits, Map<?, ?> values, String rule, Failures failures) {
        try {
            if (values.size() > MAX_VALUES) {
                failures.report(rule, "more than " + MAX_VALUES + " client traits", null);
                return;
            }
            values.forEach((name, value) -> {
                if (name instanceof String text) {
                    put(traits, text, value, rule, failures);
                } else {
                    failures.report(rule, "a client trait is left out: its name is no text", null);
                }
            });
        } catch (RuntimeException failure) {
            failures.report(
                    rule, "the map of client traits threw " + failure.getClass().getName(), failure);
        }
    }

    private Object copyOf(Object value, int depth) {
        if (--left < 0 || depth > MAX_DEPTH) {
            throw new Unfit("it has more than " + MAX_VALUES + " values or " + MAX_DEPTH + " levels");
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new Unfit("it is a number that JSON does not have");
            }
            return number;
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(item == null ? null : copyOf(item, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            return copyOfMap(map, depth);
        }
        throw new Unfit("a " + value.getClass().getName() + " is no JSON value");
    }

    private Map<String, @Nullable Object> copyOfMap(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, item) -> {
            if (!(name instanceof String text)) {
                throw new Unfit("a member's name is no text");
            }
            if (!PROTO.equals(text)) {
                copy.put(text, item == null ? null : copyOf(item, depth + 1));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String reason) {
            super(reason, null, false, false);
        }
    }
}
