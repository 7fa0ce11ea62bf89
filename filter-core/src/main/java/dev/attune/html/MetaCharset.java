package dev.attune.html;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charset that a {@code <meta>} tag declares.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements">
 *     HTML, extracting a character encoding from a meta element</a>
 * @param charset null where pages in it have to go through untouched
 */
record MetaCharset(String label, @Nullable PageCharset charset) {
    private static final AttributeName CHARSET = new AttributeName("charset");
    private static final AttributeName CONTENT = new AttributeName("content");
    private static final AttributeName HTTP_EQUIV = new AttributeName("http-equiv");

    /** The first "charset" that an equals sign follows; its value in quotes, or up to white space or a semicolon. */
    private static final Pattern IN_CONTENT = Pattern.compile(
            "(?i)charset[ \\t\\n\\f\\r]*=[ \\t\\n\\f\\r]*(?:\"([^\"]*)\"|'([^']*)'|([^\"' \\t\\n\\f\\r;][^ \\t\\n\\f\\r;]*))");

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
        java.util.regex.Matcher written = IN_CONTENT.matcher(attributes.value(content));
        if (!written.find()) {
            return null;
        }
        return of(written.group(written.group(1) != null ? 1 : written.group(2) != null ? 2 : 3));
    }

    private static @Nullable MetaCharset of(String label) {
        String encoding = CharsetLabels.encoding(label);
        if (encoding == null) {
            return null;
        }
        return new MetaCharset(
                encoding,
                switch (encoding) {
                    // A page whose meta tag can be read byte by byte is not in UTF-16; browsers take it for UTF-8.
                    case "utf-16le", "utf-16be" -> PageCharset.UTF_8;
                    case "x-user-defined" -> PageCharset.named("windows-1252");
                    default -> PageCharset.named(encoding);
                });
    }
}
