package dev.attune.internal.store;

import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps profiles in a file of this process, an MVStore in one directory. An update is acknowledged after commit and sync.
 * {@link #find} reads the file on the caller's thread. One process at a time.
 */
public final class EmbeddedProfileStore implements ProfileStore {
    private static final System.Logger LOG = System.getLogger(EmbeddedProfileStore.class.getPackageName());
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ChangeListeners listeners = new ChangeListeners();
    private final GroupCommitter committer;
    private final Thread writer;

    private EmbeddedProfileStore(@Nullable MendedFile file, Path directory, InstantSource clock, Duration keepPulled) {
        committer = new GroupCommitter(file, directory, clock, keepPulled, listeners);
        writer = new DaemonThreads("attune-store").newThread(committer);
        writer.start();
    }

    /**
     * Opens the store. Where its disk is full or not writable, it still opens: updates fail until that is mended. A damaged file
     * is set aside, and what can be read of it is served.
     *
     * @param directory where its file lies or is made
     * @param keepPulled for how long a profile of which no webhook told is kept
     * @throws UnusableStoreException if another process has the directory, or a newer release wrote the file
     */
    public static EmbeddedProfileStore open(Path directory, Duration keepPulled) {
        return open(directory, keepPulled, InstantSource.system());
    }

    static EmbeddedProfileStore open(Path directory, Duration keepPulled, InstantSource clock) {
        MendedFile file = null;
        try {
            file = MendedFile.open(directory, clock);
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Attune: {0}; updates are refused until it can be opened",
                    e.getMessage());
        }
        return new EmbeddedProfileStore(file, directory, clock, keepPulled);
    }

    /**
     * Opens the store in a directory that the container's apps share by their names. Where the app's former version still has
     * it, or another process that is about to end, the store opens as soon as that lets go; until then updates are refused.
     *
     * @throws UnusableStoreException if a newer release wrote the file
     */
    public static EmbeddedProfileStore openWhenFree(Path directory, Duration keepPulled) {
        try {
            return open(directory, keepPulled);
        } catch (StoreInUseException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: {0}; updates are refused until it is free", e.getMessage());
            return new EmbeddedProfileStore(null, directory, InstantSource.system(), keepPulled);
        }
    }

    @Override
    public CompletableFuture<ProfileRecord> find(ProfileKey key) {
        try {
            return CompletableFuture.completedFuture(committer.find(key));
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> merge(List<ProfileUpdate> updates) {
        return committer.merge(updates);
    }

    @Override
    public CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        return committer.keep(update);
    }

    @Override
    public void onChange(Consumer<@Nullable ProfileChange> listener) {
        listeners.add(listener);
    }

    @Override
    public StoreHealth health() {
        return committer.health();
    }

    /** Writes what waits and closes the file; waits for that for some seconds at most. */
    @Override
    public void close() {
        committer.close();
        boolean interrupted = false;
        long end = System.nanoTime() + CLOSING.toNanos();
        while (writer.isAlive() && end - System.nanoTime() > 0) {
            try {
                writer.join(CLOSING.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
