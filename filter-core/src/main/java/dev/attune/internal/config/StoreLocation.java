package dev.attune.internal.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where pushed traits are kept. */
public sealed interface StoreLocation {
    /** The store reads the text behind the scheme, and says what it has against it. */
    Pattern REDIS = Pattern.compile("rediss?(-sentinel|-cluster)?://\\S+");

    /** The words that a location may begin with. */
    List<String> KINDS = List.of(
            "none",
            "memory",
            "embedded",
            "redis",
            "rediss",
            "redis-sentinel",
            "rediss-sentinel",
            "redis-cluster",
            "rediss-cluster");

    /** Nowhere: profiles only come from the Profiles API. */
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
     * In Redis, shared by several nodes.
     *
     * @param address as the store reads it; it may hold a password
     */
    record Redis(String address) implements StoreLocation {
        /** Returns the scheme: what follows may hold a password. */
        @Override
        public String toString() {
            return address.substring(0, address.indexOf("://")) + "://…";
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
        if (REDIS.matcher(text).matches()) {
            return new Redis(text);
        }
        int colon = text.indexOf(':');
        throw NearestValueException.of(colon < 0 ? text : text.substring(0, colon), KINDS);
    }
}
