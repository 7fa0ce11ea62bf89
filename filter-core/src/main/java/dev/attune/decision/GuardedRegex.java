package dev.attune.decision;

import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a hostile trait cannot turn against the server. A pattern such as {@code (a+)+$} takes
 * exponential time on some inputs, so both the input's length and the work are bounded; beyond that nothing fits.
 */
final class GuardedRegex implements ValuePredicate {
    /** The most characters of a trait that is searched at all. */
    static final int MAX_INPUT = 1024;
    /** The most characters of a pattern. */
    static final int MAX_PATTERN = 1000;
    /** How often a search may look at a character: 50 times at each of the longest input's, well below a millisecond. */
    private static final int BUDGET = 50 * MAX_INPUT;

    private final Pattern pattern;
    private final AtomicReference<@Nullable Search> spare = new AtomicReference<>();

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
        // One search is kept for the next request; threads that meet here make others.
        Search search = spare.getAndSet(null);
        if (search == null) {
            search = new Search(pattern);
        }
        try {
            boolean found = search.find(text);
            spare.set(search);
            return found;
        } catch (OutOfBudget | StackOverflowError tooMuchWork) {
            // java.util.regex recurses once or more a character on patterns such as (a|b)*. A search that ended in the
            // middle is not used again.
            return false;
        }
    }

    /** A matcher and the text that it looks at, used by one thread at a time. */
    private static final class Search {
        private final Metered text = new Metered();
        private final Matcher matcher;

        Search(Pattern pattern) {
            matcher = pattern.matcher(text);
        }

        boolean find(String searched) {
            text.of(searched);
            boolean found = matcher.reset().find();
            // No trait is kept.
            text.of("");
            return found;
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Metered implements CharSequence {
        private String text = "";
        private int left;

        void of(String searched) {
            text = searched;
            left = BUDGET;
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
