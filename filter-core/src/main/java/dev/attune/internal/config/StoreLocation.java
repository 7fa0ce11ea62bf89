package dev.attune.internal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where pushed traits are kept. */
public sealed interface StoreLocation {
    /** Nowhere: profiles come from the Profiles API alone. */
    record None() implements StoreLocation {}

    /** On the heap, until the app stops. */
    record Memory() implements StoreLocation {}

    /**
     * In a file of this process.
     *
     * @param directory the folder, or null for the container's own place for this app
     */
    record Embedded(@Nullable Path directory) implements StoreLocation {}

    /**
     * In a Redis server, shared by several nodes.
     *
     * @param uri {@code redis://} or, with TLS, {@code rediss://}; it may hold a user and a password
     */
    record Redis(URI uri) implements StoreLocation {
        /** Returns the address without the password. */
        @Override
        public String toString() {
            return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
        }
    }

    static StoreLocation parse(String text) {
        return switch (text) {
            case "none" -> new None();
            case "memory" -> new Memory();
            case "embedded" -> new Embedded(null);
            default -> parseAddress(text);
        };
    }

    private static StoreLocation parseAddress(String text) {
        if (text.startsWith("embedded:") && text.length() > "embedded:".length()) {
            try {
                return new Embedded(Path.of(text.substring("embedded:".length())));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e.getReason(), e);
            }
        }
        if (text.startsWith("redis://") || text.startsWith("rediss://")) {
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null) {
                    return new Redis(uri);
                }
            } catch (URISyntaxException e) {
                // The reason would show the text, and with it a password.
                throw new IllegalArgumentException((String) null, e);
            }
        }
        throw new IllegalArgumentException();
    }
}
