package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the traits of visitors. Thread-safe. Calls never block for long and never throw: what fails, ends its stage in
 * {@link StoreException}.
 */
public interface ProfileStore extends AutoCloseable {
    /** Reads a visitor's record, {@link ProfileRecord#empty()} where there is none. */
    CompletableFuture<ProfileRecord> find(ProfileKey key);

    /**
     * Merges updates, each atomically, in the given order where they are about the same visitor. A deletion also reaches
     * the keys linked to the visitor. The stage ends well only when all of it is as durable as the store makes anything;
     * where it fails, some of it may have been merged, and doing all of it again is right.
     */
    CompletableFuture<Void> merge(List<ProfileUpdate> updates);

    /**
     * Merges pulled traits and returns the merged record. It need not be durable: lost traits can be pulled again.
     */
    CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update);

    /**
     * Adds a listener that hears, from then on, whenever a visitor's record changed, on this node or another; with null where any
     * may have changed. Told before the merge's stage ends, by the store's own threads: must not block or throw.
     */
    void onChange(Consumer<@Nullable ProfileChange> listener);

    /** Returns how the store is. */
    StoreHealth health();

    /** Lets go of files, connections and threads; makes merged updates durable first. */
    @Override
    void close();
}
