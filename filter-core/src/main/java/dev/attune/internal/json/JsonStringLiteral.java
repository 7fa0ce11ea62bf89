package dev.attune.internal.json;

import org.jspecify.annotations.Nullable;

/** A JSON string with its quotes, as RFC 8259, section 7, writes it. */
public final class JsonStringLiteral {
    private JsonStringLiteral() {}

    /** Returns what stands between the quotes, unescaped, or null where the text is no string literal. */
    public static @Nullable String content(String literal) {
        int end = literal.length() - 1;
        StringBuilder content = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = literal.charAt(i);
            if (c == '"' || c < ' ') {
                return null;
            }
            if (c != '\\') {
                content.append(c);
                continue;
            }
            if (++i >= end) {
                return null;
            }
            char escape = literal.charAt(i);
            if (escape == 'u') {
                int unit = hex(literal, i + 1, end);
                if (unit < 0) {
                    return null;
                }
                content.append((char) unit);
                i += 4;
            } else {
                int at = "\"\\/bfnrt".indexOf(escape);
                if (at < 0) {
                    return null;
                }
                content.append("\"\\/\b\f\n\r\t".charAt(at));
            }
        }
        return content.toString();
    }

    private static int hex(String literal, int from, int end) {
        if (from + 4 > end) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(literal.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
