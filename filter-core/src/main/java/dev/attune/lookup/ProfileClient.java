package dev.attune.lookup;

import dev.attune.profile.ProfileKey;
import dev.attune.segment.ProfileSource;
import dev.attune.store.ProfileStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks profiles up: in the near cache, else in the store, else at the Profiles API. Thread-safe; one per web app. It closes
 * what it was given.
 */
public final class ProfileClient implements AutoCloseable {
    private final LookupSettings settings;
    private final @Nullable ProfileSource source;
    private final @Nullable ProfileStore store;

    private ProfileClient(LookupSettings settings, @Nullable ProfileSource source, @Nullable ProfileStore store) {
        this.settings = settings;
        this.source = source;
        this.store = store;
    }

    /**
     * Starts a client.
     *
     * @param source the Profiles API, or null where it is not to be asked
     * @param store where webhooks put what they bring, or null where there is none
     */
    public static ProfileClient start(
            LookupSettings settings, @Nullable ProfileSource source, @Nullable ProfileStore store) {
        return new ProfileClient(settings, source, store);
    }

    /** Starts a look-up. Never blocks and never throws; {@link PendingProfile#await} waits. */
    public PendingProfile find(ProfileKey key) {
        if (source == null) {
            return done(new Lookup.Unknown());
        }
        long start = System.nanoTime();
        CompletableFuture<Lookup> outcome = source.pull(key)
                .<Lookup>thenApply(update -> update.traits().isEmpty()
                        ? new Lookup.Unknown()
                        : new Lookup.Found(
                                dev.attune.profile.ProfileRecord.empty()
                                        .merge(update)
                                        .profile(),
                                false))
                .exceptionally(failure -> new Lookup.Unavailable(Lookup.Reason.FAILED))
                .toCompletableFuture();
        return new PendingProfile() {
            @Override
            public Lookup await() {
                long left = settings.budget().toNanos() - (System.nanoTime() - start);
                try {
                    return outcome.get(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
                    return new Lookup.Unavailable(Lookup.Reason.LATE);
                }
                return new Lookup.Unavailable(Lookup.Reason.LATE);
            }

            @Override
            public boolean isDone() {
                return outcome.isDone();
            }
        };
    }

    /** Looks a visitor up without asking the Profiles API: for crawlers and prefetches, which are to cost no call. */
    public PendingProfile findKnown(ProfileKey key) {
        return done(new Lookup.Unavailable(Lookup.Reason.NOT_ASKED));
    }

    private static PendingProfile done(Lookup outcome) {
        return new PendingProfile() {
            @Override
            public Lookup await() {
                return outcome;
            }

            @Override
            public boolean isDone() {
                return true;
            }
        };
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
