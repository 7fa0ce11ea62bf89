package dev.attune.decision;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Versions such as {@code 1.10.0-beta.2} as texts that sort as versions do, as GrowthBook's documentation describes:
 * build and a leading {@code v} dropped, numeric parts padded, {@code ~} after a version of three parts that is no
 * pre-release. Padded wider than there, so that six and more digits sort right too.
 */
final class Version {
    private static final int WIDTH = 12;
    private static final int MAX_LENGTH = 256;

    private Version() {}

    /** Returns a test of a value's version against another. Only texts and numbers have versions. */
    static ValuePredicate compare(Object expected, IntPredicate wanted) {
        String version = sortable(expected);
        return value -> {
            String actual = sortable(value);
            return actual != null && version != null && wanted.test(actual.compareTo(version));
        };
    }

    private static @Nullable String sortable(@Nullable Object value) {
        String text = value instanceof String || value instanceof Number ? Comparison.text(value) : null;
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        int build = text.indexOf('+');
        int end = build < 0 ? text.length() : build;
        StringBuilder sortable = new StringBuilder(end + 4 * WIDTH);
        int parts = 0;
        int start = text.startsWith("v") ? 1 : 0;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '.' || text.charAt(i) == '-') {
                if (parts++ > 0) {
                    sortable.append('-');
                }
                appendPart(sortable, text, start, i);
                start = i + 1;
            }
        }
        return parts == 3 ? sortable.append("-~").toString() : sortable.toString();
    }

    private static void appendPart(StringBuilder sortable, String text, int start, int end) {
        boolean number = start < end;
        for (int i = start; i < end && number; i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        for (int i = end - start; number && i < WIDTH; i++) {
            sortable.append(' ');
        }
        sortable.append(text, start, end);
    }
}
