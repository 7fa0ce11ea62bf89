package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.RecordFields;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps profiles in Redis (6.0 or later), shared by all nodes. Updates are merged inside Redis; every node hears of every
 * change. An update is as durable as Redis is set up to make it ({@code appendfsync}), and with {@code ?replicas=N} has
 * reached that many replicas, before it is acknowledged. Needs Lettuce on the class path.
 */
public final class RedisProfileStore implements ProfileStore {
    /** The number grows with each change of the fields that older releases cannot read. */
    private static final String PREFIX = "attune:2:";

    private static final int MOST_UNDER_WAY = 20_000;
    private static final long REPLICATION_MILLIS = 2_000;

    private final ChangeListeners listeners = new ChangeListeners();
    private final AtomicInteger underWay = new AtomicInteger();
    private final MergeScript script;
    private final RedisLink link;
    private final int replicas;

    private RedisProfileStore(RedisAddress address, Duration keepPulled) {
        script = new MergeScript(keepPulled);
        replicas = address.replicas();
        link = new RedisLink(address.uri(), PREFIX, this::changed);
    }

    /**
     * Opens the store without waiting for Redis: until that is reached, updates and reads fail at once.
     *
     * @param address {@code redis://} or {@code rediss://}, user, password and database as Lettuce reads them, and
     *     {@code ?replicas=N}
     * @param keepPulled for how long a profile of which no webhook told is kept
     * @throws UnusableStoreException if that is no address
     */
    public static RedisProfileStore open(String address, Duration keepPulled) {
        return new RedisProfileStore(RedisAddress.parse(address), keepPulled);
    }

    @Override
    public CompletableFuture<ProfileRecord> find(ProfileKey key) {
        return guarded(() -> {
            CompletionStage<Map<String, byte[]>> fields = link.reader().hgetall(PREFIX + key);
            return fields.thenApply(RecordFields::read);
        });
    }

    @Override
    public CompletableFuture<Void> merge(List<ProfileUpdate> updates) {
        if (underWay.addAndGet(updates.size()) > MOST_UNDER_WAY) {
            underWay.addAndGet(-updates.size());
            return CompletableFuture.failedFuture(
                    new StoreException("more than " + MOST_UNDER_WAY + " updates wait for Redis"));
        }
        return this.<Void>guarded(() -> mergeAll(updates))
                .whenComplete((done, failure) -> underWay.addAndGet(-updates.size()));
    }

    private CompletionStage<Void> mergeAll(List<ProfileUpdate> updates) {
        RedisAsyncCommands<String, byte[]> writer = link.writer();
        List<CompletableFuture<Void>> merges = new ArrayList<>(updates.size());
        for (ProfileUpdate update : updates) {
            merges.add(merge(writer, update).toCompletableFuture());
        }
        CompletionStage<Void> merged = CompletableFuture.allOf(merges.toArray(new CompletableFuture<?>[0]));
        return replicas == 0 ? merged : merged.thenCompose(done -> replicated(writer));
    }

    private CompletionStage<Void> merge(RedisAsyncCommands<String, byte[]> writer, ProfileUpdate update) {
        return script.run(writer, PREFIX + update.key(), update).thenCompose(answer -> {
            listeners.changed(update.key(), update);
            if (!(update instanceof ProfileUpdate.Deleted deleted)) {
                return CompletableFuture.completedFuture(null);
            }
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Object linked : answer.subList(1, answer.size())) {
                ProfileKey key = ProfileKey.parse(text(linked));
                all = all.thenCombine(
                        script.run(writer, PREFIX + key, new ProfileUpdate.Deleted(key, deleted.time())),
                        (before, done) -> {
                            listeners.changed(key, deleted);
                            return null;
                        });
            }
            return all;
        });
    }

    private CompletionStage<Void> replicated(RedisAsyncCommands<String, byte[]> writer) {
        CompletionStage<Long> reached = writer.waitForReplication(replicas, REPLICATION_MILLIS);
        return reached.thenApply(count -> {
            if (count < replicas) {
                throw new StoreException("only " + count + " of " + replicas + " replicas of Redis have the update");
            }
            return null;
        });
    }

    /** By the connection that reads, which Redis does not tell of its own changes: the caller caches the merged record. */
    @Override
    public CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        return guarded(() -> script.run(link.reader(), PREFIX + update.key(), update)
                .thenApply(answer -> {
                    Map<String, byte[]> fields = new HashMap<>();
                    for (int i = 1; i + 1 < answer.size(); i += 2) {
                        fields.put(text(answer.get(i)), (byte[]) answer.get(i + 1));
                    }
                    return RecordFields.read(fields);
                }));
    }

    private interface Commands<T> {
        CompletionStage<T> send();
    }

    private <T> CompletableFuture<T> guarded(Commands<T> commands) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        CompletionStage<T> sent;
        try {
            sent = commands.send();
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedStage(e);
        }
        sent.whenComplete((value, failure) -> {
            if (failure == null) {
                outcome.complete(value);
                return;
            }
            link.failed(failure);
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            outcome.completeExceptionally(
                    cause instanceof StoreException known
                            ? known
                            : new StoreException("Redis failed: " + cause.getMessage()));
        });
        return outcome;
    }

    private void changed(@Nullable String key) {
        if (key == null || !key.startsWith(PREFIX)) {
            listeners.anyChanged();
        } else {
            listeners.changed(ProfileKey.parse(key.substring(PREFIX.length())), null);
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void onChange(Consumer<@Nullable ProfileChange> listener) {
        listeners.add(listener);
    }

    @Override
    public StoreHealth health() {
        return new StoreHealth(
                "redis", link.isUp(), link.isUp() ? underWay.get() + " updates under way" : "Redis cannot be reached");
    }

    @Override
    public void close() {
        link.close();
    }
}
