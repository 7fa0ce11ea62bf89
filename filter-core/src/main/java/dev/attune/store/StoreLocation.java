package dev.attune.store;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the store that a setting names. */
public final class StoreLocation {
    /** Some gigabytes of profiles at most. */
    private static final int MOST_IN_MEMORY = 1_000_000;

    private StoreLocation() {}

    /**
     * Opens a store.
     *
     * @param location {@code none}, {@code memory}, {@code embedded}, {@code embedded:DIR} or {@code redis://...}
     * @param directory where {@code embedded} alone keeps its file
     * @param keepPulled for how long a profile of which no webhook told is kept
     * @return the store, or null for {@code none}
     * @throws UnusableStoreException if there is no such store, or it cannot be used as things are; the message says why
     */
    public static @Nullable ProfileStore open(String location, Path directory, Duration keepPulled) {
        if (location.equals("none")) {
            return null;
        }
        if (location.equals("memory")) {
            return new MemoryProfileStore(MOST_IN_MEMORY);
        }
        if (location.equals("embedded")) {
            return EmbeddedProfileStore.open(directory, keepPulled);
        }
        if (location.startsWith("embedded:")) {
            return EmbeddedProfileStore.open(Path.of(location.substring("embedded:".length())), keepPulled);
        }
        if (location.startsWith("redis://") || location.startsWith("rediss://")) {
            return redis(location, keepPulled);
        }
        throw new UnusableStoreException("store: expected none, memory, embedded, embedded:DIR or redis://HOST:PORT");
    }

    private static ProfileStore redis(String location, Duration keepPulled) {
        try {
            return RedisProfileStore.open(location, keepPulled);
        } catch (NoClassDefFoundError e) {
            throw new UnusableStoreException(
                    "store: redis:// needs io.lettuce:lettuce-core among the web app's libraries, and it is not there");
        }
    }
}
