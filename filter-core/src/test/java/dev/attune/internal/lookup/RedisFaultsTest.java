package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.internal.store.RedisServer;
import dev.attune.internal.store.Relay;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis, under load, while that is frozen, killed, started again and failed over. */
@Timeout(240)
class RedisFaultsTest {
    private static final Duration BUDGET = Duration.ofMillis(50);
    /** A page may find the machine busy; waiting for Redis itself takes 250 ms and more. */
    private static final Duration SLACK = Duration.ofMillis(150);

    private static final int VISITORS = 20;

    @TempDir
    Path primaryDirectory;

    @TempDir
    Path replicaDirectory;

    private final Map<ProfileKey, Long> acknowledged = new ConcurrentHashMap<>();
    private final List<Long> waits = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;

    @Test
    void noPageIsLateNoAcknowledgedUpdateIsLostAndNothingStaleStays() throws Exception {
        try (RedisServer primary = RedisServer.start(primaryDirectory);
                RedisServer replica =
                        RedisServer.start(replicaDirectory, "--replicaof", "127.0.0.1 " + primary.port());
                Relay relay = new Relay(primary.port());
                ProfileStore storeA = RedisProfileStore.open(relay.url() + "?replicas=1", Duration.ofDays(1));
                ProfileStore storeB = RedisProfileStore.open(relay.url(), Duration.ofDays(1));
                ProfileClient nodeA = client(storeA);
                ProfileClient nodeB = client(storeB)) {
            await(
                    "both nodes are up",
                    () -> storeA.health().isUp() && storeB.health().isUp());
            await("the replica follows", () -> pushed(storeA, ProfileKey.user("first"), 1));
            List<Thread> load = List.of(
                    new Thread(() -> pushAll(storeA)), new Thread(() -> look(nodeA)), new Thread(() -> look(nodeB)));
            load.forEach(Thread::start);
            awaitMore(100);

            primary.freeze();
            await("the freeze is noticed", () -> {
                // Only who reads notices, and the near caches may have all there is.
                var unused = storeB.find(ProfileKey.user("first"));
                return !storeB.health().isUp();
            });
            primary.thaw();
            awaitMore(100);

            primary.kill();
            await("the loss is noticed", () -> !storeB.health().isUp());
            primary.startAgain();
            await(
                    "the link is back",
                    () -> storeA.health().isUp() && storeB.health().isUp());
            awaitMore(100);

            primary.kill();
            replica.command("REPLICAOF NO ONE");
            relay.to(replica.port());
            await(
                    "the link is back",
                    () -> storeA.health().isUp() && storeB.health().isUp());
            isOver = true;
            for (Thread thread : load) {
                thread.join();
            }
            acknowledged.forEach((key, value) -> {
                await("node B sees " + value + " of " + key, () -> seen(nodeB, key) >= value);
                await("node A sees " + value + " of " + key, () -> seen(nodeA, key) >= value);
                assertEquals(seen(nodeA, key), seen(nodeB, key));
            });
            // With both near caches warm and no link lost any more, only Redis can tell a node of the other's change.
            for (ProfileKey key : acknowledged.keySet()) {
                assertTrue(pushed(storeB, key, 1_000_000));
                await("node A hears of a change of " + key, () -> seen(nodeA, key) == 1_000_000);
            }
        }
        List<Long> late = new ArrayList<>(waits);
        late.removeIf(wait -> wait <= BUDGET.plus(SLACK).toNanos());
        assertTrue(
                late.size() <= waits.size() / 1_000,
                () -> late.size() + " of " + waits.size() + " pages waited too long: " + late);
    }

    private static ProfileClient client(ProfileStore store) {
        return ProfileClient.start(
                new LookupSettings(
                        BUDGET, Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofSeconds(30), 1_000, 100),
                null,
                store);
    }

    private static boolean pushed(ProfileStore store, ProfileKey key, long value) {
        try {
            store.merge(List.of(new ProfileUpdate.Pushed(key, Instant.now(), Map.of("n", value))))
                    .join();
            return true;
        } catch (CompletionException e) {
            // Segment would come again.
            return false;
        }
    }

    private void pushAll(ProfileStore store) {
        for (long i = 1; !isOver; i++) {
            ProfileKey key = ProfileKey.user("v" + i % VISITORS);
            if (pushed(store, key, i)) {
                acknowledged.put(key, i);
            }
        }
    }

    private void look(ProfileClient node) {
        for (int i = 0; !isOver; i++) {
            long start = System.nanoTime();
            node.find(ProfileKey.user("v" + i % VISITORS)).await();
            long wait = System.nanoTime() - start;
            if (i % 16 == 0 || wait > BUDGET.toNanos()) {
                waits.add(wait);
            }
        }
    }

    private static long seen(ProfileClient node, ProfileKey key) {
        return (long) node.find(key).await().profile().number("n", -1);
    }

    private void awaitMore(int updates) {
        long sum = sum() + updates;
        await("more updates are acknowledged", () -> sum() >= sum);
    }

    private long sum() {
        return acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "waited 40 s until " + what);
            Thread.onSpinWait();
        }
    }
}
