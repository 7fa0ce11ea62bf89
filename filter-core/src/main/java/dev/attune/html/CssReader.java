package dev.attune.html;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a selector: names, strings and escapes.
 *
 * @see <a href="https://www.w3.org/TR/css-syntax-3/">CSS Syntax Level 3</a>
 */
final class CssReader {
    private final String css;
    private int at;

    CssReader(String css) {
        this.css = css;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == css.length();
    }

    void skip() {
        at++;
    }

    /** Returns the text read from {@code start} on. */
    String since(int start) {
        return css.substring(start, at);
    }

    /** Returns the text read from {@code start} on and the character behind it. */
    String sinceAndNext(int start) {
        return css.substring(start, Math.min(css.length(), at + 1));
    }

    /** Reads up to a character and over it; returns null, and reads nothing, if it does not come. */
    @Nullable
    String upTo(char c) {
        int end = css.indexOf(c, at);
        if (end < 0) {
            return null;
        }
        String text = css.substring(at, end);
        at = end + 1;
        return text;
    }

    /** Returns the character after the next one, 0 if there is none. */
    char second() {
        return at + 1 < css.length() ? css.charAt(at + 1) : 0;
    }

    String string() {
        int start = at;
        char quote = css.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < css.length() && css.charAt(at) != quote) {
            if (css.charAt(at) == '\\' && at + 1 < css.length() && css.charAt(at + 1) == '\n') {
                at += 2;
            } else if (css.charAt(at) == '\\') {
                escape(value);
            } else {
                value.append(css.charAt(at++));
            }
        }
        if (at == css.length()) {
            throw refuse(css.substring(start), "lacks the quote at its end");
        }
        at++;
        return value.toString();
    }

    boolean isNameStart() {
        char c = peek();
        return (isNameChar(c) && !(c >= '0' && c <= '9')) || c == '\\';
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c >= 128;
    }

    String name(String what) {
        if (!isNameStart()) {
            throw refuse(
                    at < css.length() ? "'" + css.charAt(at) + "'" : "the end",
                    "stands where the name of " + what + " is expected");
        }
        StringBuilder name = new StringBuilder();
        while (at < css.length()) {
            char c = css.charAt(at);
            if (c == '\\') {
                escape(name);
            } else if (isNameChar(c)) {
                name.append(c);
                at++;
            } else {
                break;
            }
        }
        return name.toString();
    }

    /** Reads an escape: up to six hexadecimal digits and one white space, or any other character as itself. */
    private void escape(StringBuilder to) {
        int start = ++at;
        while (at < css.length() && at - start < 6 && Character.digit(css.charAt(at), 16) >= 0) {
            at++;
        }
        if (at > start) {
            int code = Integer.parseInt(css.substring(start, at), 16);
            boolean valid = code != 0 && code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF);
            to.appendCodePoint(valid ? code : 0xFFFD);
            if (at < css.length() && Ascii.isSpace(css.charAt(at))) {
                at++;
            }
        } else if (at < css.length()) {
            to.append(css.charAt(at++));
        } else {
            throw refuse("\\", "escapes nothing");
        }
    }

    /** Returns the next character, 0 at the end. */
    char peek() {
        return at < css.length() ? css.charAt(at) : 0;
    }

    /** Reads a character and white space before it, if it is there. */
    boolean take(char c) {
        skipSpace();
        return takeNext(c);
    }

    /** Reads a character if it is the next one. */
    boolean takeNext(char c) {
        if (peek() == c && at < css.length()) {
            at++;
            return true;
        }
        return false;
    }

    boolean skipSpace() {
        int start = at;
        while (at < css.length() && Ascii.isSpace(css.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** Returns the message that a selector is refused with, which names the part. */
    IllegalArgumentException refuse(@Nullable String part, String why) {
        return new IllegalArgumentException(
                "selector '" + css + "'" + (part == null ? " " : ", at " + at + ": " + part + " ") + why);
    }
}
