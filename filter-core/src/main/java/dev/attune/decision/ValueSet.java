package dev.attune.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of {@code $in} or of a saved group: found by hash, so that a group may have thousands. */
final class ValueSet {
    static final ValueSet EMPTY = new ValueSet(List.of(), false);

    private final boolean ignoreCase;
    private final Set<Object> scalars = new HashSet<>();
    private final List<@Nullable Object> others = new ArrayList<>();

    ValueSet(List<? extends @Nullable Object> values, boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        for (Object value : values) {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                scalars.add(key(value));
            } else {
                others.add(value);
            }
        }
    }

    /** Returns the texts among them. */
    Set<String> texts() {
        Set<String> texts = new HashSet<>();
        for (Object scalar : scalars) {
            if (scalar instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Whether a value is one of them, or an array shares an item with them. */
    boolean meets(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return contains(value);
        }
        for (int i = 0; i < list.size(); i++) {
            if (contains(list.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(@Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return scalars.contains(key(value));
        }
        for (Object other : others) {
            if (Comparison.same(value, other)) {
                return true;
            }
        }
        return false;
    }

    /** Equal keys for equal values: 1 and 1.0 are one number. */
    private Object key(Object value) {
        if (value instanceof Double number && number == number.longValue()) {
            return number.longValue();
        }
        if (value instanceof Double number && Double.isFinite(number) && number == Math.rint(number)) {
            return new BigDecimal(number).toBigInteger();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return ignoreCase && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }
}
