package dev.attune.internal.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of JSON, and texts that are written like them, in the types of Java. A number that would lose a digit does not fit. */
final class Numbers {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,4})?");
    /** Journeys push numbers as texts; none of theirs is longer. */
    private static final int MOST_CHARACTERS = 400;

    private Numbers() {}

    static @Nullable Object number(Object json) {
        return json instanceof Number ? json : exact(json);
    }

    static @Nullable BigDecimal exact(Object json) {
        if (json instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (json instanceof Double real) {
            return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
        }
        if (json instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        return json instanceof String text
                        && text.length() <= MOST_CHARACTERS
                        && JSON_NUMBER.matcher(text).matches()
                ? new BigDecimal(text)
                : null;
    }

    static @Nullable BigInteger whole(Object json) {
        BigDecimal exact = exact(json);
        if (exact == null) {
            return null;
        }
        BigDecimal shortest = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        return shortest.scale() > 0 ? null : shortest.toBigIntegerExact();
    }

    private static @Nullable Long whole(Object json, long least, long most) {
        Long value = json instanceof Long number ? number : longOf(whole(json));
        return value == null || value < least || value > most ? null : value;
    }

    private static @Nullable Long longOf(@Nullable BigInteger whole) {
        return whole == null || whole.bitLength() >= Long.SIZE ? null : (Long) whole.longValue();
    }

    static @Nullable Long int64(Object json) {
        return whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static @Nullable Integer int32(Object json) {
        Long value = whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null ? null : (Integer) value.intValue();
    }

    static @Nullable Short int16(Object json) {
        Long value = whole(json, Short.MIN_VALUE, Short.MAX_VALUE);
        return value == null ? null : (Short) value.shortValue();
    }

    static @Nullable Byte int8(Object json) {
        Long value = whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
        return value == null ? null : (Byte) value.byteValue();
    }

    static @Nullable Double float64(Object json) {
        if (json instanceof Double real) {
            return real;
        }
        BigDecimal exact = exact(json);
        return exact == null || Double.isInfinite(exact.doubleValue()) ? null : (Double) exact.doubleValue();
    }

    static @Nullable Float float32(Object json) {
        BigDecimal exact = exact(json);
        return exact == null || Float.isInfinite(exact.floatValue()) ? null : (Float) exact.floatValue();
    }
}
