package dev.attune.html;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The charset that a {@code <meta>} tag declares.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements">
 *     HTML, extracting a character encoding from a meta element</a>
 * @param charset null where pages in it have to go through untouched
 */
record MetaCharset(String label, @Nullable PageCharset charset) {
    private static final byte[] CHARSET = ascii("charset");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] HTTP_EQUIV = ascii("http-equiv");

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns null where the tag declares none, or none that is known. */
    static @Nullable MetaCharset in(AttributeSpans attributes) {
        int at = attributes.find(CHARSET);
        if (at >= 0) {
            return of(attributes.value(at));
        }
        int equivalent = attributes.find(HTTP_EQUIV);
        int content = attributes.find(CONTENT);
        if (equivalent < 0
                || content < 0
                || !Ascii.lower(attributes.value(equivalent)).equals("content-type")) {
            return null;
        }
        String value = attributes.value(content);
        int label = Ascii.lower(value).indexOf("charset");
        int equals = label < 0 ? -1 : value.indexOf('=', label);
        if (equals < 0 || !value.substring(label + 7, equals).isBlank()) {
            return null;
        }
        String rest = value.substring(equals + 1).strip();
        if (rest.startsWith("\"") || rest.startsWith("'")) {
            int end = rest.indexOf(rest.charAt(0), 1);
            return end < 0 ? null : of(rest.substring(1, end));
        }
        return of(rest.split("[ \\t\\n\\f\\r;]", 2)[0]);
    }

    private static @Nullable MetaCharset of(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("utf-16")) {
            // A page whose meta tag can be read byte by byte is not in UTF-16; browsers take it for UTF-8.
            return new MetaCharset(name, PageCharset.UTF_8);
        }
        try {
            return new MetaCharset(name, PageCharset.of(Charset.forName(name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
