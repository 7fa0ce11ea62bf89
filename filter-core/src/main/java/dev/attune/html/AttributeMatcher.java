package dev.attune.html;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A condition on one attribute, as {@code [name^="value" i]}, {@code #id} or {@code .class}. Immutable. */
final class AttributeMatcher {
    enum Operator {
        EXISTS,
        EQUALS,
        HAS_WORD,
        EQUALS_OR_DASH,
        BEGINS,
        ENDS,
        CONTAINS
    }

    final AttributeName name;
    final Operator operator;
    private final String value;
    private final boolean ignoreCase;
    private final byte[] ascii;

    /** Whether the bytes of a page may be compared as they are, unless they hold character references. */
    private final boolean plain;

    AttributeMatcher(String name, Operator operator, String value, boolean ignoreCase) {
        this.name = new AttributeName(name);
        this.operator = operator;
        this.value = ignoreCase ? Ascii.lower(value) : value;
        this.ignoreCase = ignoreCase;
        this.ascii = this.value.getBytes(StandardCharsets.UTF_8);
        this.plain = this.value.chars().allMatch(c -> c > 0 && c < 128 && c != '&' && c != '\r' && c != '\n');
    }

    boolean matches(AttributeSpans attributes) {
        int at = attributes.find(name);
        if (at < 0) {
            return false;
        }
        if (operator == Operator.EXISTS) {
            return true;
        }
        int start = attributes.valueStart(at);
        int end = attributes.valueEnd(at);
        // No value has more characters than bytes: this rules out most words.
        if (end - start < value.length()) {
            return false;
        }
        if (plain && attributes.isPlain(at)) {
            return bytesMatch(attributes.bytes(), start, end);
        }
        String decoded = attributes.value(at);
        return textMatches(ignoreCase ? Ascii.lower(decoded) : decoded);
    }

    /** Whether a value may match that is written so, in a charset that leaves ASCII as it is. False is certain. */
    boolean mayMatch(byte[] bytes, int from, int end) {
        if (!plain || ignoreCase || ascii.length == 0) {
            return true;
        }
        int length = ascii.length;
        if (end - from < length) {
            return false;
        }
        return switch (operator) {
            case EXISTS -> true;
            case EQUALS, EQUALS_OR_DASH, BEGINS ->
                bytes[from] == '&'
                        || (bytes[from] == ascii[0] && (bytesMatch(bytes, from, end) || isUnsure(bytes, from, end)));
            case ENDS -> same(bytes, end - length) || isUnsureFrom(bytes, from, end - length, end);
            case CONTAINS, HAS_WORD ->
                Ascii.holdsEither(bytes, from, end, ascii[0], (byte) '&')
                        && (bytesMatch(bytes, from, end) || isUnsure(bytes, from, end));
        };
    }

    private static boolean isUnsure(byte[] bytes, int from, int end) {
        return Ascii.indexOf(bytes, from, end, (byte) '&') < end;
    }

    /** Whether a reference may reach into the last bytes of a value, those from {@code last} on. */
    private static boolean isUnsureFrom(byte[] bytes, int from, int last, int end) {
        int p = last;
        while (p > from && isInReference(bytes[p - 1])) {
            p--;
        }
        return Ascii.indexOf(bytes, Math.max(from, p - 1), end, (byte) '&') < end;
    }

    private static boolean isInReference(byte b) {
        return Ascii.is(Ascii.LETTER, b) || (b >= '0' && b <= '9') || b == '#';
    }

    private boolean bytesMatch(byte[] bytes, int from, int end) {
        int length = ascii.length;
        int room = end - from;
        return switch (operator) {
            case EXISTS -> true;
            case EQUALS -> room == length && same(bytes, from);
            case EQUALS_OR_DASH ->
                (room == length || (room > length && bytes[from + length] == '-')) && same(bytes, from);
            case BEGINS -> length > 0 && room >= length && same(bytes, from);
            case ENDS -> length > 0 && room >= length && same(bytes, end - length);
            case CONTAINS -> length > 0 && contains(bytes, from, end);
            case HAS_WORD -> hasWord(bytes, from, end);
        };
    }

    private boolean contains(byte[] bytes, int from, int end) {
        for (int p = from; p <= end - ascii.length; p++) {
            if (same(bytes, p)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWord(byte[] bytes, int from, int end) {
        int length = ascii.length;
        int p = from;
        while (length > 0 && p <= end - length) {
            if (Ascii.isSpace(bytes[p])) {
                p++;
                continue;
            }
            int word = p;
            while (p < end && !Ascii.isSpace(bytes[p])) {
                p++;
            }
            if (p - word == length && same(bytes, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean same(byte[] bytes, int from) {
        for (int i = 0; i < ascii.length; i++) {
            byte b = bytes[from + i];
            if (b != ascii[i] && (!ignoreCase || Ascii.lower(b) != ascii[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean textMatches(String there) {
        return switch (operator) {
            case EXISTS -> true;
            case EQUALS -> there.equals(value);
            case EQUALS_OR_DASH -> there.equals(value) || there.startsWith(value + "-");
            case BEGINS -> !value.isEmpty() && there.startsWith(value);
            case ENDS -> !value.isEmpty() && there.endsWith(value);
            case CONTAINS -> !value.isEmpty() && there.contains(value);
            case HAS_WORD -> {
                for (String word : there.split("[ \\t\\n\\f\\r]+", -1)) {
                    if (!word.isEmpty() && word.equals(value)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    @Override
    public String toString() {
        return "[" + name + " " + operator.name().toLowerCase(Locale.ROOT) + " " + value + "]";
    }
}
