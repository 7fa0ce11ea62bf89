package dev.attune.internal.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query as forms write it. The container's parameters are of no use here: asking for them may read a form's body,
 * which the app wants to read.
 */
final class QueryText {
    private static final int MOST_CHARACTERS = 8_192;

    private QueryText() {}

    /** Returns the first value of a name, or null where there is none that can be decoded. */
    static @Nullable String value(@Nullable String query, String name) {
        if (query == null || query.length() > MOST_CHARACTERS) {
            return null;
        }
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            boolean hasValue = equals >= 0 && equals < end;
            if (name.equals(decoded(query.substring(start, hasValue ? equals : end)))) {
                return hasValue ? decoded(query.substring(equals + 1, end)) : "";
            }
            start = end + 1;
        }
        return null;
    }

    private static @Nullable String decoded(String text) {
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return plain.indexOf('\uFFFD') < 0 ? plain : null;
        } catch (IllegalArgumentException e) {
            // Half an escape.
            return null;
        }
    }
}
