package dev.attune.jakarta.internal.response;

import dev.attune.html.CharsetLabels;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Reads {@code Content-Type} values (RFC 9110, section 8.3). Each page's is read, so that nothing is copied out of it. */
final class ContentType {
    private static final String HTML = "text/html";
    private static final String CHARSET = "charset=";
    private static final String UTF_8 = "utf-8";

    private ContentType() {}

    static boolean isHtml(String type) {
        return type.regionMatches(true, 0, HTML, 0, HTML.length())
                && (type.length() == HTML.length() || " ;\t".indexOf(type.charAt(HTML.length())) >= 0);
    }

    static boolean namesCharset(String type) {
        return charsetAt(type) >= 0;
    }

    /** Returns the charset that a type names, or null if it names none that this JVM knows. */
    static @Nullable Charset charset(String type) {
        return ofLabel(label(type));
    }

    /** Returns the charset of a label, or null for none or one that this JVM does not know. */
    static @Nullable Charset ofLabel(@Nullable String label) {
        return label == null ? null : label.equals(UTF_8) ? StandardCharsets.UTF_8 : known(label);
    }

    /** Tells whether a label is one of the Encoding Standard. */
    static boolean isKnownToBrowsers(@Nullable String label) {
        return label != null && (label.equals(UTF_8) || CharsetLabels.isKnown(label));
    }

    /** Returns the label of the charset that a type names, or null for none. */
    static @Nullable String label(String type) {
        int start = charsetAt(type);
        if (start < 0) {
            return null;
        }
        int end = type.indexOf(';', start);
        end = end < 0 ? type.length() : end;
        while (start < end && isPadding(type.charAt(start))) {
            start++;
        }
        while (start < end && isPadding(type.charAt(end - 1))) {
            end--;
        }
        return end - start == UTF_8.length() && type.regionMatches(true, start, UTF_8, 0, UTF_8.length())
                ? UTF_8
                : type.substring(start, end);
    }

    /** Returns a charset that this JVM knows, or null. */
    static @Nullable Charset known(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /** Returns where the value of the charset parameter begins, or -1. */
    private static int charsetAt(String type) {
        for (int at = type.indexOf(';'); at >= 0; at = type.indexOf(';', at)) {
            at++;
            while (at < type.length() && isPadding(type.charAt(at))) {
                at++;
            }
            if (type.regionMatches(true, at, CHARSET, 0, CHARSET.length())) {
                return at + CHARSET.length();
            }
        }
        return -1;
    }

    private static boolean isPadding(char c) {
        return c <= ' ' || c == '"';
    }
}
