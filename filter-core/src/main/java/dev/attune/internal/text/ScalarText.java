package dev.attune.internal.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts, numbers and booleans as people and JSON write them: {@code 10000000}, not Java's {@code 1.0E7}, and
 * {@code 450}, not {@code 450.0}. For Attune's own packages.
 */
public final class ScalarText {
    /** A decimal of so many digits survives the way to a double and back, if the double is no subnormal one. */
    private static final int SAFE_DIGITS = 15;

    /** So many digits tell each double from all others. */
    private static final int MOST_DIGITS = 17;

    // Where JavaScript begins to write an exponent (ECMA-262, Number::toString).
    private static final int MOST_BEFORE_POINT = 21;
    private static final int MOST_ZEROS_BEHIND_POINT = 6;

    /** Up to here each whole double is the only one that its digits can mean. */
    private static final double EXACT = 1L << 53;

    private ScalarText() {}

    /** Returns a text as it is, a number or a boolean in its JSON form, and null for all else. */
    public static @Nullable String of(@Nullable Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        return value instanceof String || value instanceof Boolean ? value.toString() : null;
    }

    private static String number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : digits(decimal.stripTrailingZeros());
        }
        if (!(number instanceof Double || number instanceof Float)) {
            return number.toString();
        }
        double real = number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
        if (!Double.isFinite(real)) {
            return number.toString();
        }
        if (real == Math.rint(real) && Math.abs(real) <= EXACT) {
            return Long.toString((long) real);
        }
        return digits(shortest(real));
    }

    /** Returns the shortest decimal that reads as this double; {@link Double#toString} is at times longer before Java 19. */
    private static BigDecimal shortest(double real) {
        BigDecimal exact = new BigDecimal(real);
        for (int digits = Math.abs(real) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == real) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS)).stripTrailingZeros();
    }

    private static String digits(BigDecimal number) {
        BigInteger unscaled = number.unscaledValue().abs();
        int point = unscaled.toString().length() - number.scale();
        if (point > -MOST_ZEROS_BEHIND_POINT && point <= MOST_BEFORE_POINT) {
            return number.toPlainString();
        }
        String digits = unscaled.toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        int exponent = point - 1;
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }
}
