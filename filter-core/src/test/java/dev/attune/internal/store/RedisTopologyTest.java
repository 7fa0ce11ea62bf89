package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.ProfileUpdate.Pushed;
import dev.attune.testing.OwnCertificate;
import dev.attune.testing.RecordedLog;
import io.netty.util.internal.InternalThreadLocalMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis as sites have it: with replicas, Sentinels, a Cluster, passwords, and addresses that are wrong. */
@Timeout(240)
class RedisTopologyTest {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final Duration KEEP = Duration.ofDays(2);

    @TempDir
    Path directory;

    private Path folder(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "waited 90 s until " + what);
            Thread.onSpinWait();
        }
    }

    private static boolean pushed(ProfileStore store, ProfileKey key, long value) {
        return merged(store, new Pushed(key, Instant.now(), Map.of("n", value)));
    }

    private static boolean merged(ProfileStore store, ProfileUpdate... updates) {
        try {
            store.merge(List.of(updates)).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static boolean seen(ProfileStore store, ProfileKey key, double value) {
        try {
            return store.find(key).join().profile().number("n", -1) == value;
        } catch (CompletionException e) {
            // A read that took too long rests for a second.
            return false;
        }
    }

    @Test
    void anAddressWhoseServerBecameAReplicaIsFollowedToTheNewPrimary() throws IOException {
        try (RedisServer old = RedisServer.start(folder("a"));
                RedisServer next = RedisServer.start(folder("b"));
                Relay relay = new Relay(old.port());
                RedisProfileStore store = RedisProfileStore.open(relay.url(), KEEP)) {
            await("it is up", () -> store.health().isUp());
            await("an update is stored", () -> pushed(store, JANE, 1));
            // As with a virtual address: the connections to the old primary, which lives on, stay open.
            relay.onlyNewOnesTo(next.port());
            old.command("REPLICAOF 127.0.0.1 " + next.port());
            await("the new primary takes updates", () -> pushed(store, JANE, 2));
            await("the update is read", () -> seen(store, JANE, 2));
            await("it is up again", () -> store.health().isUp());
        }
    }

    @Test
    void aReplicaIsNoStoreAndTheLogSaysSoOnce() {
        try (RedisServer primary = RedisServer.start(folder("a"));
                RedisServer replica = RedisServer.start(folder("b"), "--replicaof", "127.0.0.1 " + primary.port());
                RecordedLog log = RecordedLog.of(RedisLink.class);
                RedisProfileStore store = RedisProfileStore.open(replica.url(), KEEP)) {
            await("it says why", () -> store.health().detail().contains("replica"));
            assertFalse(store.health().isUp());
            assertThrows(RuntimeException.class, () -> store.find(JANE).join());
            assertFalse(pushed(store, JANE, 1));
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("replica"))
                            .count(),
                    log.lines()::toString);
        }
    }

    @Test
    void aWrongPasswordAWrongDatabaseAndATlsThatIsNoneAreNamed() {
        try (RedisServer redis = RedisServer.start(folder("a"), "--requirepass", "sekret");
                RecordedLog log = RecordedLog.of(RedisLink.class)) {
            Map<String, String> reasons = Map.of(
                    redis.url(),
                    "NOAUTH",
                    "redis://:wrong@127.0.0.1:" + redis.port(),
                    "WRONGPASS",
                    "redis://:sekret@127.0.0.1:" + redis.port() + "/99",
                    "DB index",
                    "rediss://:sekret@127.0.0.1:" + redis.port(),
                    "TLS",
                    "redis://127.0.0.1:1",
                    "refused");
            reasons.forEach((address, reason) -> {
                try (RedisProfileStore store = RedisProfileStore.open(address, KEEP)) {
                    await(
                            address + " is refused with " + reason,
                            () -> store.health().detail().contains(reason));
                    assertFalse(store.health().isUp());
                }
                assertTrue(log.lines().stream().anyMatch(line -> line.contains(reason)), log.lines()::toString);
            });
            assertFalse(log.lines().toString().contains("sekret"), log.lines()::toString);
            try (RedisProfileStore store =
                    RedisProfileStore.open("redis://:sekret@127.0.0.1:" + redis.port() + "/3", KEEP)) {
                await("it is up", () -> store.health().isUp());
                await("an update is stored", () -> pushed(store, JANE, 1));
            }
        }
    }

    @Test
    void theThreadOfTheContainerThatDeploysTheAppKeepsNothingOfLettuce() {
        ExecutorService container = Executors.newSingleThreadExecutor();
        try (RedisServer redis = RedisServer.start(folder("a"))) {
            Object kept = CompletableFuture.supplyAsync(
                            () -> {
                                try (RedisProfileStore store = RedisProfileStore.open(redis.url(), KEEP)) {
                                    await("it is up", () -> store.health().isUp());
                                    await("an update is stored", () -> pushed(store, JANE, 1));
                                }
                                return Optional.ofNullable(InternalThreadLocalMap.getIfSet());
                            },
                            container)
                    .join();
            assertEquals(Optional.empty(), kept);
        } finally {
            container.shutdown();
        }
    }

    @Test
    void aKeyOfSomebodyElsesLosesNoMessage() {
        try (RedisServer redis = RedisServer.start(folder("a"));
                RedisProfileStore store = RedisProfileStore.open(redis.url(), KEEP)) {
            await("it is up", () -> store.health().isUp());
            Set<ProfileKey> heard = ConcurrentHashMap.newKeySet();
            store.onChange(change -> heard.add(change == null ? ProfileKey.user("any") : change.key()));
            redis.command("MSET attune:2:: x attune:2:none y attune:2:user_id:bob z");
            await("bob is heard of", () -> heard.contains(ProfileKey.user("bob")));
        }
    }

    @Test
    void sentinelsNameThePrimaryBeforeAndAfterAFailover() throws IOException {
        try (RedisServer primary = RedisServer.start(folder("a"));
                RedisServer replica = RedisServer.start(folder("b"), "--replicaof", "127.0.0.1 " + primary.port());
                RedisServer sentinel = RedisServer.sentinel(folder("s"), primary.port());
                RedisProfileStore store = RedisProfileStore.open(
                        "redis-sentinel://127.0.0.1:" + sentinel.port() + ",127.0.0.1:1#shop", KEEP)) {
            await("it is up", () -> store.health().isUp());
            await("an update is stored", () -> pushed(store, JANE, 1));
            await(
                    "the replica is known",
                    () -> sentinel.ask("SENTINEL REPLICAS shop").contains("\n" + replica.port() + "\r"));
            primary.kill();
            await("the replica is the primary", () -> replica.ask("ROLE").contains("master"));
            await(
                    "the new primary takes updates",
                    () -> pushed(store, JANE, 2)
                            && replica.ask("HGET attune:2:user_id:jane tn").contains(":p:"));
            await("the update is read", () -> seen(store, JANE, 2));
            await("it is up again", () -> store.health().isUp());
        }
    }

    @Test
    void aClusterKeepsAllProfilesAndAPlainAddressOfItsNodeIsRefused() throws IOException {
        try (RedisServer.Cluster cluster = RedisServer.cluster(directory);
                RedisProfileStore store = RedisProfileStore.open(cluster.url(), KEEP);
                RedisProfileStore other = RedisProfileStore.open(cluster.url(), KEEP);
                RedisProfileStore plain =
                        RedisProfileStore.open(cluster.nodes().get(0).url(), KEEP)) {
            await("both are up", () -> store.health().isUp() && other.health().isUp());
            Set<ProfileKey> heard = ConcurrentHashMap.newKeySet();
            other.onChange(change -> heard.add(change == null ? ProfileKey.user("any") : change.key()));
            for (int i = 0; i < 60; i++) {
                ProfileKey key = ProfileKey.user("c" + i);
                int value = i;
                await("the update is stored", () -> pushed(store, key, value));
                await("the other node reads it", () -> seen(other, key, value));
                await("the other node hears of it", () -> heard.contains(key));
            }
            // Linked keys are on other servers.
            ProfileKey browser = ProfileKey.anonymous("browser");
            await(
                    "both are stored",
                    () -> merged(
                            store,
                            new Pushed(JANE, Instant.now(), Map.of("n", 1L), Set.of(browser)),
                            new Pushed(browser, Instant.now(), Map.of("n", 2L))));
            await("the browser is read", () -> seen(other, browser, 2));
            await("both are erased", () -> merged(store, new ProfileUpdate.Deleted(JANE, Instant.now())));
            await("the browser is gone", () -> seen(other, browser, -1));
            await("a plain address is refused", () -> plain.health().detail().contains("redis-cluster://"));
            assertFalse(plain.health().isUp());
            assertFalse(pushed(plain, JANE, 1));
        }
    }

    @Test
    void aClusterWhosePrimaryDiesIsFollowedToItsReplica() throws IOException {
        try (RedisServer.Cluster cluster = RedisServer.cluster(folder("cluster"));
                RedisServer replica = cluster.replicaOfFirst(folder("replica"));
                RedisProfileStore store = RedisProfileStore.open(cluster.url(), KEEP)) {
            await("it is up", () -> store.health().isUp());
            await("an update is stored", () -> pushed(store, JANE, 1));
            cluster.nodes().get(0).kill();
            await("the replica is in its place", () -> replica.ask("ROLE").contains("master"));
            for (int i = 0; i < 30; i++) {
                ProfileKey key = ProfileKey.user("f" + i);
                int value = i;
                await("the update is stored", () -> pushed(store, key, value));
                await("the update is read", () -> seen(store, key, value));
            }
            await("it is up again", () -> store.health().isUp());
        }
    }

    @Test
    void aServerWhoseCertificateTheJvmTrustsIsReachedByTlsAndNoOtherOne() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder("keys"));
        try (RedisServer redis = RedisServer.startTls(folder("a"), own)) {
            String address = "rediss://127.0.0.1:" + redis.port();
            try (RedisProfileStore store = RedisProfileStore.open(address, KEEP)) {
                await(
                        "the certificate is refused",
                        () -> store.health().detail().contains("certif"));
                assertFalse(pushed(store, JANE, 1));
            }
            System.setProperty("javax.net.ssl.trustStore", own.store().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", OwnCertificate.PASSWORD);
            try (RedisProfileStore store = RedisProfileStore.open(address, KEEP)) {
                await("an update is stored", () -> pushed(store, JANE, 1));
                await("the update is read", () -> seen(store, JANE, 1));
            } finally {
                System.clearProperty("javax.net.ssl.trustStore");
                System.clearProperty("javax.net.ssl.trustStorePassword");
            }
        }
    }
}
