package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.json.JsonStringLiteral;
import dev.attune.profile.ProfileKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads cookies from the raw {@code Cookie} header, such as those in which analytics.js keeps its ids.
 *
 * <p>The container's cookies are of no use here: analytics.js writes braces, quotes and commas unencoded, as js-cookie
 * does, and containers drop or cut such cookies, each in its own way.
 */
final class CookieHeader {
    private CookieHeader() {}

    /** Returns the values of all cookies of a name, each as it stands there; browsers may send several headers (HTTP/2). */
    static List<String> values(@Nullable Enumeration<String> headers, String name) {
        List<String> values = List.of();
        while (headers != null && headers.hasMoreElements()) {
            values = addValues(values, headers.nextElement(), name);
        }
        return values;
    }

    /** Returns what a function makes of the first value that it takes, or null where it takes none. */
    private static @Nullable String first(
            @Nullable Enumeration<String> headers, String name, Function<String, @Nullable String> use) {
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            for (int at = find(header, name, 0); at >= 0; at = find(header, name, at)) {
                String found = use.apply(value(header, at));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static List<String> addValues(List<String> before, String header, String name) {
        List<String> values = before;
        for (int at = find(header, name, 0); at >= 0; at = find(header, name, at)) {
            // Most often there is none; of one name there are seldom two.
            values = with(values, value(header, at));
        }
        return values;
    }

    /** Returns where the value of the next cookie of a name begins, or -1. */
    private static int find(String header, String name, int from) {
        int start = from == 0 ? 0 : end(header, from) + 1;
        while (start < header.length()) {
            int end = end(header, start);
            while (start < end && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
                start++;
            }
            int equals = start + name.length();
            if (equals < end && header.charAt(equals) == '=' && header.startsWith(name, start)) {
                return equals + 1;
            }
            start = end + 1;
        }
        return -1;
    }

    private static String value(String header, int at) {
        return header.substring(at, end(header, at)).strip();
    }

    private static int end(String header, int from) {
        int end = header.indexOf(';', from);
        return end < 0 ? header.length() : end;
    }

    private static List<String> with(List<String> values, String next) {
        if (values.isEmpty()) {
            return List.of(next);
        }
        List<String> all = new ArrayList<>(values);
        all.add(next);
        return all;
    }

    /** Returns the first id in cookies of a name that names a visitor, or null. */
    static @Nullable String id(@Nullable Enumeration<String> headers, String cookie) {
        return first(headers, cookie, CookieHeader::idIn);
    }

    private static @Nullable String idIn(String value) {
        String decoded = decode(value);
        String id = decoded == null ? null : decoded.strip();
        return ProfileKey.of(ProfileKey.ANONYMOUS_ID, id) == null ? null : id;
    }

    /**
     * Percent-decodes a value as strict UTF-8, keeping {@code +} and a stray {@code %} as js-cookie does, and takes the
     * content of a JSON string literal, which older versions wrote. Null where it is no text.
     */
    static @Nullable String decode(String value) {
        String text = value.indexOf('%') < 0 && isAscii(value) ? value : percentDecode(value);
        return text != null && text.length() >= 2 && text.charAt(0) == '"' && text.endsWith("\"")
                ? JsonStringLiteral.content(text)
                : text;
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String percentDecode(String value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 0xFF) {
                return null;
            }
            int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                // Containers read header bytes as ISO-8859-1, so a raw byte beyond ASCII stands here as one character.
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes.flip())
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
