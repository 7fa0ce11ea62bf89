package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate.Pushed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisProfileStoreTest extends ProfileStoreContract {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final Duration KEEP = Duration.ofDays(2);

    private RedisServer redis;
    private RedisProfileStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        redis = RedisServer.start(directory);
    }

    @AfterAll
    void stop() {
        // Null where the machine has no Redis and the tests are skipped.
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void open() {
        store = opened(redis.url());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RedisProfileStore opened(String url) {
        RedisProfileStore opened = RedisProfileStore.open(url, KEEP);
        await(() -> opened.health().isUp());
        return opened;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for 30 s");
            Thread.onSpinWait();
        }
    }

    @Override
    ProfileStore store() {
        return store;
    }

    private static Pushed push(long value) {
        return new Pushed(JANE, Instant.now(), Map.of("n", value));
    }

    @Test
    void everyNodeHearsOfAChange() {
        Set<ProfileKey> heard = ConcurrentHashMap.newKeySet();
        try (RedisProfileStore other = opened(redis.url())) {
            other.onChange(change -> heard.add(change == null ? ProfileKey.user("any") : change.key()));
            store.merge(List.of(push(1))).join();
            await(() -> heard.contains(JANE));
            assertEquals(Map.of("n", 1L), other.find(JANE).join().profile().traits());
        }
    }

    @Test
    void whileRedisIsDownCommandsFailAtOnceAndAfterwardsNothingAcknowledgedIsLost() {
        store.merge(List.of(push(2))).join();
        Set<ProfileKey> heard = ConcurrentHashMap.newKeySet();
        store.onChange(change -> heard.add(change == null ? ProfileKey.user("any") : change.key()));
        redis.kill();
        await(() -> !store.health().isUp());
        await(() -> heard.contains(ProfileKey.user("any")));
        long start = System.nanoTime();
        assertThrows(RuntimeException.class, () -> store.find(JANE).join());
        assertThrows(RuntimeException.class, () -> store.merge(List.of(push(3))).join());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
        redis.startAgain();
        await(() -> store.health().isUp());
        assertEquals(Map.of("n", 2L), store.find(JANE).join().profile().traits());
        store.merge(List.of(push(4))).join();
        assertEquals(Map.of("n", 4L), store.find(JANE).join().profile().traits());
    }

    @Test
    void aFrozenRedisCostsOneShortWaitAndThenNone() {
        store.merge(List.of(push(5))).join();
        redis.freeze();
        assertThrows(RuntimeException.class, () -> store.find(JANE).join());
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThrows(RuntimeException.class, () -> store.find(JANE).join());
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
        redis.thaw();
        await(() -> store.health().isUp());
        assertEquals(Map.of("n", 5L), store.find(JANE).join().profile().traits());
    }

    @Test
    void aFrozenRedisIsNoticedThoughNobodyReads() {
        redis.freeze();
        await(() -> !store.health().isUp());
        redis.thaw();
        await(() -> store.health().isUp());
        store.merge(List.of(push(8))).join();
        assertEquals(Map.of("n", 8L), store.find(JANE).join().profile().traits());
    }

    @Test
    void aLinkThatFallsSilentIsReplacedAndTheNearCacheEmptied() throws IOException {
        try (Relay relay = new Relay(redis.port());
                RedisProfileStore far = opened(relay.url())) {
            Set<ProfileKey> heard = ConcurrentHashMap.newKeySet();
            far.onChange(change -> heard.add(change == null ? ProfileKey.user("any") : change.key()));
            relay.silence();
            store.merge(List.of(push(9))).join();
            await(() -> heard.contains(ProfileKey.user("any")));
            assertFalse(heard.contains(JANE));
            await(() -> far.health().isUp());
            assertEquals(Map.of("n", 9L), far.find(JANE).join().profile().traits());
            store.merge(List.of(push(10))).join();
            await(() -> heard.contains(JANE));
        }
    }

    @Test
    void withoutRedisItStartsAndConnectsWhenRedisIsThere(@TempDir Path elsewhere) {
        RedisServer late = RedisServer.start(elsewhere);
        late.kill();
        try (RedisProfileStore early = RedisProfileStore.open(late.url(), KEEP)) {
            assertThrows(RuntimeException.class, () -> early.find(JANE).join());
            assertFalse(early.health().isUp());
            late.startAgain();
            await(() -> early.health().isUp());
            early.merge(List.of(push(6))).join();
            assertEquals(Map.of("n", 6L), early.find(JANE).join().profile().traits());
        } finally {
            late.close();
        }
    }

    @Test
    void anUpdateThatTooFewReplicasHaveIsNotAcknowledged() {
        try (RedisProfileStore careful = opened(redis.url() + "?replicas=1")) {
            assertThrows(
                    RuntimeException.class,
                    () -> careful.merge(List.of(push(7))).join());
        }
    }

    @Test
    void aWrongAddressIsRefusedWithoutItsPassword() {
        UnusableStoreException e = assertThrows(
                UnusableStoreException.class, () -> RedisProfileStore.open("redis://u:secret@:x/?replicas=z", KEEP));
        assertFalse(String.valueOf(e.getMessage()).contains("secret"));
    }
}
