package dev.attune.html;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Markup that needs no tag of html or head before it: it implies both (HTML, 13.2.6.4.2 to 13.2.6.4.4). */
final class HeadMarkup {
    private static final int LONGEST = 10;
    private static final Pattern BEGINNING = Pattern.compile(
            "<(?:base|link|meta|noscript|script|style|template|title)[\\s/>]", Pattern.CASE_INSENSITIVE);

    private HeadMarkup() {}

    /** Tells whether inserted content begins with an element of the head. */
    static boolean begins(@Nullable List<Content> contents) {
        return contents != null
                && !contents.isEmpty()
                && BEGINNING.matcher(start(contents.get(0))).lookingAt();
    }

    private static String start(Content content) {
        if (content instanceof Content.Html markup) {
            return markup.html();
        }
        return content instanceof Content.Prepared prepared
                ? new String(prepared.ascii, 0, Math.min(LONGEST, prepared.ascii.length), StandardCharsets.US_ASCII)
                : "";
    }
}
