package dev.attune.jakarta.internal.explain;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form says: {@code application/x-www-form-urlencoded}, as UTF-8. Query and body are read apart, for a key must
 * never stand in a URL.
 */
record Fields(Map<String, String> values) {
    private static final int MOST_BYTES = 16 * 1024;

    static Fields ofQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return parse(query == null ? "" : query);
    }

    /** Returns the body's fields, or null where the body is no form or too long. */
    static @Nullable Fields ofBody(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return null;
        }
        try (InputStream body = request.getInputStream()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? null : parse(new String(bytes, StandardCharsets.US_ASCII));
        }
    }

    private static Fields parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return new Fields(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Returns some of the fields as a query with its question mark; empty where none of them says anything. */
    String query(List<String> names) {
        StringBuilder query = new StringBuilder();
        for (String name : names) {
            if (!of(name).isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(of(name), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    /** Returns a field without spaces around it, or "". */
    String of(String name) {
        return values.getOrDefault(name, "").strip();
    }
}
