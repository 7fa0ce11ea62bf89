package dev.attune.internal.request;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that a test sends. */
record SentRequest(
        String path,
        @Nullable String query,
        Map<String, String> headers,
        @Nullable Instant time) implements RequestSource {
    static SentRequest with(String... namesAndValues) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SentRequest("/", null, headers, null);
    }

    SentRequest asking(@Nullable String text) {
        return new SentRequest(path, text, headers, time);
    }

    SentRequest at(String instant) {
        return new SentRequest(path, query, headers, Instant.parse(instant));
    }

    @Override
    public @Nullable String method() {
        return "GET";
    }

    @Override
    public @Nullable String host() {
        return headers.get("Host");
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return headers.get("Cookie " + name);
    }

    @Override
    public @Nullable String clientAddress() {
        return headers.get("client");
    }
}
