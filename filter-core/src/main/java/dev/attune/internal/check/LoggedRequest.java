package dev.attune.internal.check;

import dev.attune.internal.request.RequestSource;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as an access log has it.
 *
 * @param user the user who was logged in, or null for none
 * @param path the path inside the context, decoded and without its query
 * @param query the query, or null for none
 * @param referrer the page that led there, or null where the log does not say
 * @param agent the {@code User-Agent}, or null where the log does not say
 * @param time when it came, or null where the log does not say
 */
record LoggedRequest(
        @Nullable String user,
        String path,
        @Nullable String query,
        @Nullable String referrer,
        @Nullable String agent,
        @Nullable Instant time)
        implements RequestSource {
    /** Returns a request for a path of which nothing else is known. */
    static LoggedRequest forPath(String path) {
        return new LoggedRequest(null, path, null, null, null, null);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public @Nullable String host() {
        return null;
    }

    @Override
    public @Nullable String header(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "referer" -> referrer;
            case "user-agent" -> agent;
            default -> null;
        };
    }

    @Override
    public @Nullable String cookie(String name) {
        return null;
    }

    @Override
    public @Nullable String clientAddress() {
        return null;
    }
}
