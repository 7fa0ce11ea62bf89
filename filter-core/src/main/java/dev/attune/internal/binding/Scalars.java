package dev.attune.internal.binding;

import dev.attune.internal.text.ScalarText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of Java that hold one value. */
final class Scalars {
    private static final Map<Class<?>, Conversion> KNOWN = known();

    private Scalars() {}

    /** Returns how to read a type that holds one value, or null for any other type. */
    static @Nullable Conversion of(Class<?> type) {
        Conversion known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        Function<Object, @Nullable Object> time = Times.reader(type);
        return time == null ? null : new ScalarConversion(type.getSimpleName(), time, null);
    }

    private static Map<Class<?>, Conversion> known() {
        Map<Class<?>, Conversion> known = new HashMap<>();
        put(known, Object.class, json -> json, null);
        put(known, String.class, ScalarText::of, null);
        put(known, CharSequence.class, ScalarText::of, null);
        put(known, char.class, Scalars::character, '\0');
        put(known, Character.class, Scalars::character, null);
        put(known, boolean.class, Scalars::flag, false);
        put(known, Boolean.class, Scalars::flag, null);
        put(known, byte.class, Numbers::int8, (byte) 0);
        put(known, Byte.class, Numbers::int8, null);
        put(known, short.class, Numbers::int16, (short) 0);
        put(known, Short.class, Numbers::int16, null);
        put(known, int.class, Numbers::int32, 0);
        put(known, Integer.class, Numbers::int32, null);
        put(known, long.class, Numbers::int64, 0L);
        put(known, Long.class, Numbers::int64, null);
        put(known, float.class, Numbers::float32, 0f);
        put(known, Float.class, Numbers::float32, null);
        put(known, double.class, Numbers::float64, 0d);
        put(known, Double.class, Numbers::float64, null);
        put(known, Number.class, Numbers::number, null);
        put(known, BigInteger.class, Numbers::whole, null);
        put(known, BigDecimal.class, Numbers::exact, null);
        put(known, OptionalInt.class, json -> optional(Numbers.int32(json), OptionalInt::of), OptionalInt.empty());
        put(known, OptionalLong.class, json -> optional(Numbers.int64(json), OptionalLong::of), OptionalLong.empty());
        put(
                known,
                OptionalDouble.class,
                json -> optional(Numbers.float64(json), OptionalDouble::of),
                OptionalDouble.empty());
        put(known, UUID.class, json -> parsed(json, UUID::fromString), null);
        put(known, URI.class, json -> parsed(json, URI::create), null);
        return known;
    }

    private static void put(
            Map<Class<?>, Conversion> known,
            Class<?> type,
            Function<Object, @Nullable Object> read,
            @Nullable Object absent) {
        known.put(type, new ScalarConversion(type.getSimpleName(), read, absent));
    }

    /** Journeys push booleans as texts. */
    private static @Nullable Object flag(Object json) {
        return json instanceof Boolean
                ? json
                : "true".equals(json) ? (Object) true : "false".equals(json) ? false : null;
    }

    private static @Nullable Object character(Object json) {
        return json instanceof String text && text.length() == 1 ? (Object) text.charAt(0) : null;
    }

    private static <T> @Nullable Object optional(@Nullable T value, Function<T, Object> optional) {
        return value == null ? null : optional.apply(value);
    }

    private static @Nullable Object parsed(Object json, Function<String, Object> parse) {
        try {
            return json instanceof String text ? parse.apply(text) : null;
        } catch (IllegalArgumentException notOfThisForm) {
            return null;
        }
    }
}
