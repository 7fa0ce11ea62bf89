package dev.attune.bench.profile;

import dev.attune.internal.store.ProfileChange;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.StoreHealth;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store of which each update waits for its own commit: what it would be without group commit. */
record OneByOne(ProfileStore store) implements ProfileStore {
    @Override
    public CompletableFuture<Void> merge(List<ProfileUpdate> updates) {
        synchronized (store) {
            store.merge(updates).join();
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<ProfileRecord> find(ProfileKey key) {
        return store.find(key);
    }

    @Override
    public CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        return store.keep(update);
    }

    @Override
    public void onChange(Consumer<@Nullable ProfileChange> listener) {
        store.onChange(listener);
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void close() {
        store.close();
    }
}
