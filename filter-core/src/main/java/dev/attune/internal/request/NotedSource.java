package dev.attune.internal.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Notes which headers of a request were read: the answer depends on them, present or not. */
final class NotedSource implements RequestSource {
    private static final String COOKIE = "Cookie";

    private final RequestSource source;
    /** From the name in lower case to the name as it was asked for. */
    private @Nullable Map<String, String> read;

    NotedSource(RequestSource source) {
        this.source = source;
    }

    /** Returns the names of the headers that were read, in alphabetical order. */
    Collection<String> read() {
        return read == null ? List.of() : read.values();
    }

    private void note(String name) {
        Map<String, String> noted = read;
        if (noted == null) {
            noted = new TreeMap<>();
            read = noted;
        }
        noted.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }

    @Override
    public @Nullable String header(String name) {
        note(name);
        return source.header(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        note(COOKIE);
        return source.cookie(name);
    }

    @Override
    public String path() {
        return source.path();
    }

    @Override
    public @Nullable String query() {
        return source.query();
    }

    @Override
    public @Nullable String method() {
        return source.method();
    }

    @Override
    public @Nullable String host() {
        return source.host();
    }

    @Override
    public @Nullable String clientAddress() {
        return source.clientAddress();
    }

    @Override
    public @Nullable Instant time() {
        return source.time();
    }
}
