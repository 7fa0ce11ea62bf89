package dev.attune.internal.json;

import dev.attune.internal.text.ScalarText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON, for programs and for people.
 *
 * <p>{@link #script} may stand inside a script element of a page in any ASCII-compatible charset: ASCII only, with
 * everything else and {@code <}, {@code >}, {@code &} as Unicode escapes, so that no value can end the element, open a
 * comment in it or be read as a character reference. It writes every value: what JSON cannot say (NaN, infinities, foreign types) and what lies deeper than {@value #MAX_DEPTH} becomes
 * {@code null}. A member named {@code __proto__} is left out at any depth, for it would set a prototype when copied.
 */
public final class JsonText {
    private static final int MAX_DEPTH = 32;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** Appends a value for a program. */
    public static void script(@Nullable Object value, StringBuilder out) {
        write(value, out, 0);
    }

    /** Returns a value for a program. */
    public static String script(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        script(value, out);
        return out.toString();
    }

    /** Returns a value for people, in one line, with letters as they are. */
    public static String readable(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        appendReadable(value, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, int depth) {
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            writeString(value.toString(), out);
        } else if (value instanceof Boolean || isExact(value) || isFinite(value)) {
            out.append(ScalarText.of(value));
        } else if (value instanceof Map<?, ?> map && depth < MAX_DEPTH) {
            writeObject(map, out, depth + 1);
        } else if (value instanceof Collection<?> items && depth < MAX_DEPTH) {
            writeArray(items, out, depth + 1);
        } else {
            out.append("null");
        }
    }

    private static boolean isExact(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    private static boolean isFinite(@Nullable Object value) {
        return (value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue());
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (!name.equals("__proto__")) {
                out.append(separator);
                writeString(name, out);
                out.append(':');
                write(member.getValue(), out, depth);
                separator = ",";
            }
        }
        out.append('}');
    }

    private static void writeArray(Collection<?> items, StringBuilder out, int depth) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            write(item, out, depth);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!standsForItself(c)) {
                out.append(text, written, i)
                        .append("\\u")
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static boolean standsForItself(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
    }

    private static void appendReadable(@Nullable Object value, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator(); members.hasNext(); ) {
                Map.Entry<?, ?> member = members.next();
                appendQuoted(String.valueOf(member.getKey()), json);
                json.append(": ");
                appendReadable(member.getValue(), json);
                json.append(members.hasNext() ? ", " : "");
            }
            json.append('}');
        } else if (value instanceof Iterable<?> items) {
            json.append('[');
            String separator = "";
            for (Object item : items) {
                json.append(separator);
                appendReadable(item, json);
                separator = ", ";
            }
            json.append(']');
        } else if (value instanceof String text) {
            appendQuoted(text, json);
        } else {
            json.append(value instanceof Number ? ScalarText.of(value) : value);
        }
    }

    private static void appendQuoted(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        json.append('"');
    }
}
