package dev.attune.internal.segment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding as RFC 3986 has it, in which {@code +} is a character like any other. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Returns a text as one path segment, whatever it holds: only what RFC 3986 calls unreserved stays as it is. */
    public static String segment(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
