package dev.attune.profile;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that make a text an id. */
final class IdText {
    /** The most characters of an id, counted after it was lower-cased. */
    static final int MOST_CHARACTERS = 256;

    /**
     * What software writes where it has no id. Segment tells its customers to block some of these as ids of Unify
     * ("Identity Resolution Settings"); the others are what JavaScript, Python, Ruby and Java print for nothing.
     */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "-1",
            "(null)",
            "<null>",
            "[]",
            "[object object]",
            "anonymous",
            "anonymoususer",
            "n/a",
            "nan",
            "nil",
            "none",
            "null",
            "undefined",
            "unknown",
            "{}");

    private IdText() {}

    /** Returns an id as profiles are found by it, or null where the text can be no id at all. */
    static @Nullable String normal(String text) {
        if (isPlain(text)) {
            return text;
        }
        if (text.length() > MOST_CHARACTERS || !isSafeToLower(text)) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.isBlank() || lower.length() > MOST_CHARACTERS ? null : lower;
    }

    /** Whether a text is an id as it stands, which most are: it has no capital letter, no space and only ASCII. */
    private static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return length > 0 && length <= MOST_CHARACTERS;
    }

    /** Whether a normal text stands for one visitor: some are written for everybody who has no id. */
    static boolean namesAVisitor(String normal) {
        return !PLACEHOLDERS.contains(normal)
                && !Character.isWhitespace(normal.codePointAt(0))
                && !Character.isWhitespace(normal.codePointBefore(normal.length()))
                && !isZeros(normal);
    }

    private static boolean isZeros(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '0' && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text has no control character and no half of a character, and shares its lower case with no stranger. */
    private static boolean isSafeToLower(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || hasForeignLowerCase(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the lower case of a character belongs to another capital letter. The Kelvin sign's is {@code k}, so an
     * account of that name would be the same visitor as an account named with the letter K.
     */
    private static boolean hasForeignLowerCase(int c) {
        if (c < 0x80) {
            return false;
        }
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(lower);
        return lower != c && upper != c && upper != lower;
    }
}
