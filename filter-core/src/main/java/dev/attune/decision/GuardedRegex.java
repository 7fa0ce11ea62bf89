package dev.attune.decision;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a hostile trait cannot turn against the server. A pattern such as {@code (a+)+$} takes
 * exponential time on some inputs, so both the input's length and the work are bounded; beyond that nothing fits.
 */
final class GuardedRegex implements ValueTest {
    /** The most characters of a trait that is searched at all. */
    static final int MAX_INPUT = 1024;
    /** The most characters of a pattern. */
    static final int MAX_PATTERN = 1000;
    /** How often a search may look at a character: 50 times at each of the longest input's, well below a millisecond. */
    private static final int BUDGET = 50 * MAX_INPUT;

    private final Pattern pattern;

    /**
     * Compiles a pattern in Java's dialect.
     *
     * @throws PatternSyntaxException if it is none, or too long
     */
    GuardedRegex(String regex, boolean ignoreCase) {
        if (regex.length() > MAX_PATTERN) {
            throw new PatternSyntaxException("at most " + MAX_PATTERN + " characters are allowed", "…", -1);
        }
        pattern = Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    @Override
    public boolean fits(@Nullable Object value) {
        String text = Comparison.text(value);
        if (text == null || text.length() > MAX_INPUT) {
            return false;
        }
        try {
            return pattern.matcher(new Metered(text)).find();
        } catch (OutOfBudget | StackOverflowError tooMuchWork) {
            // java.util.regex recurses once or more a character on patterns such as (a|b)*.
            return false;
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Metered implements CharSequence {
        private final String text;
        private int left = BUDGET;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new OutOfBudget();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends a search; has no stack trace, because it may happen on each request. */
    private static final class OutOfBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfBudget() {
            super("too much work", null, false, false);
        }
    }
}
