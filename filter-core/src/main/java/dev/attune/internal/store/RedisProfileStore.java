package dev.attune.internal.store;

import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.RecordFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps profiles in Redis (6.0 or later), shared by all nodes. Updates are merged inside Redis; every node hears of every
 * change. An update is as durable as Redis is set up to make it ({@code appendfsync}), and with {@code ?replicas=N} has
 * reached that many replicas, before it is acknowledged. Needs Lettuce on the class path.
 */
public final class RedisProfileStore implements ProfileStore {
    private static final System.Logger LOG = System.getLogger(RedisProfileStore.class.getPackageName());

    /** The number grows with each change of the fields that older releases cannot read. */
    private static final String PREFIX = "attune:2:";

    private static final int MOST_UNDER_WAY = 20_000;
    private static final long REPLICATION_MILLIS = 2_000;

    private final ChangeListeners listeners = new ChangeListeners();
    private final AtomicInteger underWay = new AtomicInteger();
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);

    /**
     * Lettuce leaves its class loader in each thread that calls it. So those of the container never do, but for reading, which
     * threads of Attune do.
     */
    private final ExecutorService caller;

    private final MergeScript script;
    private final RedisRuntime runtime;
    private final RedisServers servers;
    private final int replicas;

    private RedisProfileStore(RedisAddress address, Duration keepPulled, ExecutorService caller) {
        this.caller = caller;
        script = new MergeScript(keepPulled);
        replicas = address.replicas();
        runtime = new RedisRuntime();
        servers = address.kind() == RedisAddress.Kind.CLUSTER
                ? new RedisCluster(runtime, address.uris(), PREFIX, this::changed)
                : new RedisServers.One(new RedisLink(runtime, address.uris().get(0), false, PREFIX, this::changed));
    }

    /**
     * Opens the store without waiting for Redis: until that is reached, updates and reads fail at once.
     *
     * @param address as {@link RedisAddress} reads it
     * @param keepPulled for how long a profile of which no webhook told is kept
     * @throws UnusableStoreException if that is no address
     */
    public static RedisProfileStore open(String address, Duration keepPulled) {
        RedisAddress parsed = RedisAddress.parse(address);
        ExecutorService caller = Executors.newSingleThreadExecutor(new DaemonThreads("attune-redis"));
        return CompletableFuture.supplyAsync(() -> new RedisProfileStore(parsed, keepPulled, caller), caller)
                .join();
    }

    @Override
    public CompletableFuture<ProfileRecord> find(ProfileKey key) {
        return guarded(() -> {
            CompletionStage<Map<String, byte[]>> fields =
                    servers.of(PREFIX + key).reader().hgetall(PREFIX + key);
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
        return this.<Void>guarded(() -> CompletableFuture.supplyAsync(() -> mergeAll(updates), caller)
                        .thenCompose(merged -> merged))
                .whenComplete((done, failure) -> {
                    underWay.addAndGet(-updates.size());
                    if (failure != null) {
                        failures.report("an update was not stored: " + failure.getMessage(), null);
                    }
                });
    }

    private CompletionStage<Void> mergeAll(List<ProfileUpdate> updates) {
        List<CompletableFuture<Void>> merges = new ArrayList<>(updates.size());
        Set<RedisLink> links = ConcurrentHashMap.newKeySet();
        for (ProfileUpdate update : updates) {
            merges.add(merge(update, links).toCompletableFuture());
        }
        CompletionStage<Void> merged = CompletableFuture.allOf(merges.toArray(new CompletableFuture<?>[0]));
        return replicas == 0 ? merged : merged.thenCompose(done -> replicated(links));
    }

    private CompletionStage<List<Object>> run(ProfileUpdate update, Set<RedisLink> links) {
        RedisLink link = servers.of(PREFIX + update.key());
        links.add(link);
        return script.run(link.writer(), PREFIX + update.key(), update);
    }

    /** Linked keys may be on other servers, so each is a call of its own. */
    private CompletionStage<Void> merge(ProfileUpdate update, Set<RedisLink> links) {
        return run(update, links).thenCompose(answer -> {
            listeners.changed(update.key(), update);
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            if (update instanceof ProfileUpdate.Deleted deleted) {
                for (Object linked : answer.subList(1, answer.size())) {
                    ProfileKey key = ProfileKey.parse(text(linked));
                    all = all.thenCombine(
                            run(new ProfileUpdate.Deleted(key, deleted.time()), links), (before, done) -> {
                                listeners.changed(key, deleted);
                                return null;
                            });
                }
            }
            return all;
        });
    }

    private CompletionStage<Void> replicated(Set<RedisLink> links) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (RedisLink link : links) {
            CompletionStage<Long> reached = link.writer().waitForReplication(replicas, REPLICATION_MILLIS);
            all = all.thenCombine(reached, (before, count) -> {
                if (count < replicas) {
                    throw new StoreException(
                            "only " + count + " of " + replicas + " replicas of Redis have the update");
                }
                return null;
            });
        }
        return all;
    }

    /** By the connection that reads, which Redis does not tell of its own changes: the caller caches the merged record. */
    @Override
    public CompletableFuture<ProfileRecord> keep(ProfileUpdate.Pulled update) {
        return guarded(() -> script.run(servers.of(PREFIX + update.key()).reader(), PREFIX + update.key(), update)
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
            servers.failed(failure);
            Throwable cause = RedisRuntime.cause(failure);
            outcome.completeExceptionally(
                    cause instanceof StoreException known
                            ? known
                            : new StoreException("Redis failed: " + RedisRuntime.reason(failure)));
        });
        return outcome;
    }

    private void changed(@Nullable String key) {
        if (key == null || !key.startsWith(PREFIX)) {
            listeners.anyChanged();
        } else {
            changedKey(key.substring(PREFIX.length()));
        }
    }

    private void changedKey(String text) {
        ProfileKey key;
        try {
            key = ProfileKey.parse(text);
        } catch (IllegalArgumentException e) {
            // Somebody else writes below our prefix: no visitor has such a key.
            return;
        }
        listeners.changed(key, null);
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
        String trouble = servers.trouble();
        return new StoreHealth(
                "redis", trouble == null, trouble == null ? underWay.get() + " updates under way" : trouble);
    }

    @Override
    public void close() {
        if (caller.isShutdown()) {
            return;
        }
        failures.close();
        CompletableFuture.runAsync(
                        () -> {
                            servers.close();
                            runtime.close();
                        },
                        caller)
                .join();
        caller.shutdown();
    }
}
