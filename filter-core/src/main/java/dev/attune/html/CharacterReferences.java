package dev.attune.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves character references in attribute values.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state">HTML, character
 *     references</a>
 */
final class CharacterReferences {
    private static final String WINDOWS_1252 =
            "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C"
                    + "\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private CharacterReferences() {}

    private static final String AMPERSAND = "&amp;";

    /** The names, with their semicolon where they have one; read when the first name is met. */
    private static final class Names {
        static final Map<String, String> ALL = read();
        static final int LONGEST =
                ALL.keySet().stream().mapToInt(String::length).max().orElse(0);

        private static Map<String, String> read() {
            Map<String, String> names = new HashMap<>(4096);
            try (InputStream in = CharacterReferences.class.getResourceAsStream("references.txt")) {
                if (in == null) {
                    throw new IOException("references.txt is missing beside " + CharacterReferences.class);
                }
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split(" ", -1);
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i < parts.length; i++) {
                        text.appendCodePoint(Integer.parseInt(parts[i], 16));
                    }
                    names.put(parts[0], text.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return names;
        }
    }

    /** Resolves references, and normalises line ends and NUL as a tokenizer does. */
    static String decodeAttribute(String raw) {
        return isPlainButForAmpersands(raw) ? raw.replace(AMPERSAND, "&") : decoded(raw);
    }

    /** Whether all references are to the ampersand, as in nearly all links with several parameters. */
    private static boolean isPlainButForAmpersands(String raw) {
        for (int at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at + 1)) {
            if (!raw.startsWith(AMPERSAND, at)) {
                return false;
            }
        }
        return raw.indexOf('\r') < 0 && raw.indexOf('\0') < 0;
    }

    private static String decoded(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int p = 0;
        while (p < raw.length()) {
            char c = raw.charAt(p++);
            switch (c) {
                case '\r' -> {
                    text.append('\n');
                    if (p < raw.length() && raw.charAt(p) == '\n') {
                        p++;
                    }
                }
                case '\0' -> text.append('\uFFFD');
                case '&' -> p = reference(raw, p, text);
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    /** Appends what stands for the reference whose ampersand is right before {@code from}; returns where it ends. */
    private static int reference(String raw, int from, StringBuilder text) {
        if (from < raw.length() && raw.charAt(from) == '#') {
            return number(raw, from + 1, text);
        }
        int end = from;
        while (end < raw.length() && isAlphanumeric(raw.charAt(end))) {
            end++;
        }
        if (end == from) {
            text.append('&');
            return from;
        }
        if (end < raw.length() && raw.charAt(end) == ';') {
            String found = named(raw, from, end + 1);
            if (found != null) {
                text.append(found);
                return end + 1;
            }
        }
        for (int length = Math.min(end - from, Names.LONGEST); length > 0; length--) {
            String found = named(raw, from, from + length);
            if (found != null) {
                char next = from + length < raw.length() ? raw.charAt(from + length) : 0;
                if (next == '=' || isAlphanumeric(next)) {
                    break;
                }
                text.append(found);
                return from + length;
            }
        }
        text.append('&').append(raw, from, end);
        return end;
    }

    private static @Nullable String named(String raw, int from, int end) {
        return end - from > Names.LONGEST ? null : Names.ALL.get(raw.substring(from, end));
    }

    private static int number(String raw, int from, StringBuilder text) {
        boolean hex = from < raw.length() && (raw.charAt(from) == 'x' || raw.charAt(from) == 'X');
        int digits = hex ? from + 1 : from;
        int p = digits;
        int code = 0;
        for (; p < raw.length() && raw.charAt(p) < 128; p++) {
            int digit = Character.digit(raw.charAt(p), hex ? 16 : 10);
            if (digit < 0) {
                break;
            }
            code = Math.min(code * (hex ? 16 : 10) + digit, 0x110000);
        }
        if (p == digits) {
            text.append('&').append(raw, from - 1, digits);
            return digits;
        }
        text.appendCodePoint(meant(code));
        return p < raw.length() && raw.charAt(p) == ';' ? p + 1 : p;
    }

    /** Returns the character that a reference to a number stands for. */
    static int meant(int code) {
        if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF)) {
            return 0xFFFD;
        }
        if (code >= 0x80 && code < 0xA0 && WINDOWS_1252.charAt(code - 0x80) != 0) {
            return WINDOWS_1252.charAt(code - 0x80);
        }
        return code;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
