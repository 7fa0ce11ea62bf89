package dev.attune.decision;

import static java.util.Objects.requireNonNull;

import dev.attune.internal.text.ScalarText;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON values as GrowthBook's conditions do, which is JavaScript's way: {@code "8"} is more than 5, and a
 * missing value counts as 0 in an order. A value that JavaScript cannot read as a number is neither more nor less than another.
 */
final class Comparison {
    private static final int MAX_NUMBER_LENGTH = 64;

    private Comparison() {}

    /** Same type and same value, in depth; the order of an object's members does not matter. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            boolean exact = isWhole(a) && isWhole(b);
            return exact ? a.equals(b) : x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameItems(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return sameMembers(x, y);
        }
        return Objects.equals(a, b);
    }

    /** Whether a value is a whole number of a profile or of the rules, which is exact at any size. */
    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    private static BigInteger exact(@Nullable Object whole) {
        return whole instanceof Long number ? BigInteger.valueOf(number) : (BigInteger) requireNonNull(whole);
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : a.entrySet()) {
            if (!b.containsKey(member.getKey()) || !same(member.getValue(), b.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a test whose question is how a value stands to the expected one: less (-1), equal (0), more (1). */
    static ValuePredicate order(Object expected, boolean less, boolean equal, boolean more) {
        double number = number(expected);
        return value -> {
            if (value instanceof String a && expected instanceof String b) {
                int order = a.compareTo(b);
                return order < 0 ? less : order == 0 ? equal : more;
            }
            if (value instanceof Long a && expected instanceof Long b) {
                int order = a.compareTo(b);
                return order < 0 ? less : order == 0 ? equal : more;
            }
            if (isWhole(value) && isWhole(expected)) {
                int order = exact(value).compareTo(exact(expected));
                return order < 0 ? less : order == 0 ? equal : more;
            }
            double actual = number(value);
            return (less && actual < number) || (equal && actual == number) || (more && actual > number);
        };
    }

    /** Returns JavaScript's number of a value, NaN where it has none that means anything. */
    static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof String text) {
            return number(text);
        }
        return value == null ? 0 : Double.NaN;
    }

    private static double number(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return Double.NaN;
        }
        String digits = text.strip();
        if (digits.isEmpty()) {
            return 0;
        }
        boolean any = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            any |= c >= '0' && c <= '9';
            // Java reads more than JavaScript does, such as `5d` and `0x1p3`.
            if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    /** Returns a scalar as JavaScript writes it, or null for all else. */
    static @Nullable String text(@Nullable Object value) {
        return ScalarText.of(value);
    }

    /**
     * Whether JavaScript takes a value for true. Missing is neither true nor false. The text {@code "false"} is false
     * here, because Segment's journeys push flags as text.
     */
    static boolean isTruth(@Nullable Object value, boolean expected) {
        if (value == null) {
            return false;
        }
        boolean truth = !(Boolean.FALSE.equals(value)
                || "".equals(value)
                || "false".equals(value)
                || (value instanceof Number number
                        && (number.doubleValue() == 0 || Double.isNaN(number.doubleValue()))));
        return truth == expected;
    }

    /** Returns the value's type as {@code $type} names it. */
    static String type(@Nullable Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof List) {
            return "array";
        }
        return value == null ? "null" : "object";
    }
}
