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

    private static List<String> addValues(List<String> before, String header, String name) {
        List<String> values = before;
        int start = 0;
        while (start < header.length()) {
            int end = header.indexOf(';', start);
            if (end < 0) {
                end = header.length();
            }
            while (start < end && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
                start++;
            }
            int equals = start + name.length();
            if (equals < end && header.charAt(equals) == '=' && header.startsWith(name, start)) {
                // Most often there is none; of one name there are seldom two.
                values = with(values, header.substring(equals + 1, end).strip());
            }
            start = end + 1;
        }
        return values;
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
        for (String value : values(headers, cookie)) {
            String id = decode(value);
            if (id != null && ProfileKey.of(ProfileKey.ANONYMOUS_ID, id.strip()) != null) {
                return id.strip();
            }
        }
        return null;
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
