package dev.attune.internal.binding;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value from one JSON value.
 *
 * @param type how a message calls the type
 * @param read returns null for what does not fit
 * @param absent the value of a component without a trait: 0 or false for a primitive type
 */
record ScalarConversion(
        String type,
        Function<Object, @Nullable Object> read,
        @Nullable Object absent) implements Conversion {
    @Override
    public @Nullable Object of(Object json, Misfits misfits) {
        Object value = read.apply(json);
        if (value == null) {
            misfits.note(json, type);
        }
        return value;
    }
}
