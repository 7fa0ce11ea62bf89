package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps profiles until the process ends, for tests and trials. Refuses updates of more visitors than it is made for, and
 * keeps half the room for what webhooks bring: pulled traits can be pulled again.
 */
public final class MemoryProfileStore implements ProfileStore {
    private final ChangeListeners listeners = new ChangeListeners();
    private final Map<ProfileKey, ProfileRecord> profiles = new HashMap<>();
    private final Records records;
    private final int mostProfiles;

    /** Returns an empty store. */
    public MemoryProfileStore(int mostProfiles) {
        this(mostProfiles, InstantSource.system());
    }

    MemoryProfileStore(int mostProfiles, InstantSource clock) {
        this.mostProfiles = mostProfiles;
        this.records = new Records(clock) {
            @Override
            ProfileRecord get(ProfileKey key) {
                return profiles.getOrDefault(key, ProfileRecord.empty());
            }

            @Override
            void put(ProfileKey key, ProfileRecord record) {
                profiles.put(key, record);
            }
        };
    }

    @Override
    public CompletableFuture<ProfileRecord> find(ProfileKey key) {
        synchronized (profiles) {
            return CompletableFuture.completedFuture(records.get(key));
        }
    }

    @Override
    public CompletableFuture<Void> merge(List<ProfileUpdate> updates) {
        for (ProfileUpdate update : updates) {
            List<ProfileKey> changed;
            synchronized (profiles) {
                if (profiles.size() >= mostProfiles && !profiles.containsKey(update.key())) {
                    return CompletableFuture.failedFuture(
                            new StoreException("the memory store is full with " + mostProfiles + " profiles"));
                }
                changed = records.merge(update);
            }
            changed.forEach(key -> listeners.changed(key, update));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        synchronized (profiles) {
            if (profiles.size() >= mostProfiles / 2 && !profiles.containsKey(update.key())) {
                return CompletableFuture.completedFuture(ProfileRecord.empty().merge(update));
            }
            records.merge(update);
            return CompletableFuture.completedFuture(records.get(update.key()));
        }
    }

    @Override
    public void onChange(Consumer<@Nullable ProfileChange> listener) {
        listeners.add(listener);
    }

    @Override
    public StoreHealth health() {
        synchronized (profiles) {
            return new StoreHealth("memory", true, profiles.size() + " profiles");
        }
    }

    @Override
    public void close() {
        synchronized (profiles) {
            profiles.clear();
        }
    }
}
