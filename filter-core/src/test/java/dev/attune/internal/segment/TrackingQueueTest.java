package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.testing.RecordedLog;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrackingQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<JsonObject> batches = Collections.synchronizedList(new ArrayList<>());
    private final StandInApi server = new StandInApi(StandInApi.json("{}"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAnEventAsTheTrackingApiReadsIt() {
        server.answer(noting(200));
        try (TrackingQueue queue = open()) {
            queue.offer(new TrackCall(
                    "Experiment Viewed",
                    "Jané",
                    "a-1",
                    Map.of("experiment_id", "hero", "index", 1L, "share", 0.5, "sticky", true),
                    "message-1",
                    NOW.minusSeconds(5)));
            await(() -> queue.health().sent() == 1);
        }
        JsonObject expected = json("""
                {"batch": [{"type": "track", "event": "Experiment Viewed", "userId": "Jané", "anonymousId": "a-1",
                  "properties": {"experiment_id": "hero", "index": 1, "share": 0.5, "sticky": true},
                  "context": {"library": {"name": "attune"}},
                  "messageId": "message-1", "timestamp": "2026-11-23T11:59:55Z"}],
                 "sentAt": "2026-11-23T12:00:00Z"}""".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(expected), batches);
        assertEquals(List.of("/v1/batch"), server.targets());
        String basic = Base64.getEncoder().encodeToString("write-key:".getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of("Basic " + basic), server.authorizations());
    }

    @Test
    void sendsManyEventsInBatchesWithinSegmentsBounds() {
        server.answer(noting(200));
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (TrackingQueue queue = open()) {
            for (int i = 0; i < 250; i++) {
                queue.offer(event("m" + i, "x"));
            }
            for (int i = 0; i < 40; i++) {
                queue.offer(event("large" + i, "x".repeat(30_000)));
            }
            await(() -> queue.health().sent() == 290);
        }
        List<String> ids = new ArrayList<>();
        for (JsonObject batch : batches) {
            JsonArray events = batch.getJsonArray("batch");
            assertTrue(events.size() <= 100, "events: " + events.size());
            assertTrue(batch.toString().length() <= 500_000);
            sizes.add(events.size());
            events.forEach(event -> ids.add(event.asJsonObject().getString("messageId")));
        }
        assertEquals(290, ids.stream().distinct().count());
        assertEquals(290, ids.size());
        assertTrue(batches.size() < 12, sizes.toString());
    }

    @Test
    void losesAnEventThatSegmentWouldNotTakeAndKeepsTheOthers() {
        server.answer(noting(200));
        try (TrackingQueue queue = open()) {
            queue.offer(event("small", "x"));
            queue.offer(event("huge", "x".repeat(32_001)));
            queue.offer(event("last", "x"));
            await(() -> queue.health().sent() == 2);
            assertEquals(1, queue.health().lost());
        }
    }

    @Test
    void triesAgainWhileSegmentFailsAndThenGoesOn() {
        AtomicInteger calls = new AtomicInteger();
        server.answer(exchange -> (calls.incrementAndGet() < 3 ? noting(503) : noting(200)).to(exchange));
        try (TrackingQueue queue = open()) {
            queue.offer(event("m", "x"));
            await(() -> queue.health().sent() == 1);
            assertEquals(0, queue.health().lost());
        }
        assertEquals(3, batches.size());
        assertEquals(batches.get(0).getJsonArray("batch"), batches.get(2).getJsonArray("batch"));
    }

    @Test
    void givesABatchUpAfterSomeTriesAndAtOnceWhereItIsRefused() {
        server.answer(noting(500));
        try (TrackingQueue queue = open()) {
            queue.offer(event("m", "x"));
            await(() -> queue.health().lost() == 1);
            assertEquals(TrackingQueue.TRIES, batches.size());
            server.answer(noting(401));
            queue.offer(event("n", "x"));
            await(() -> queue.health().lost() == 2);
            assertEquals(TrackingQueue.TRIES + 1, batches.size());
            server.answer(noting(200));
            queue.offer(event("o", "x"));
            await(() -> queue.health().sent() == 1);
        }
    }

    @Test
    void neverWaitsWhileSegmentHangsAndCountsWhatIsLost() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        server.answer(exchange -> {
            reached.countDown();
            hanging.await();
        });
        int offered = TrackingQueue.MOST_WAITING + 5_000;
        try (TrackingQueue queue = open()) {
            queue.offer(event("first", "x"));
            reached.await();
            long start = System.nanoTime();
            for (int i = 0; i < offered; i++) {
                queue.offer(event("m" + i, "x"));
            }
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
            assertEquals(new TrackingHealth(TrackingQueue.MOST_WAITING, 0, 5_000), queue.health());
            hanging.countDown();
        }
    }

    @Test
    void anErrorCostsOneBatchAndIsLoggedOnce() throws InterruptedException {
        server.answer(noting(200));
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock = () -> {
            if (asked.getAndIncrement() < 2) {
                throw new StackOverflowError("too deep");
            }
            return NOW;
        };
        try (RecordedLog log = RecordedLog.of(TrackingQueue.class);
                TrackingQueue queue = TrackingQueue.open(server.url(), "k", clock, Duration.ZERO, SHORT)) {
            for (int i = 1; i <= 2; i++) {
                int lost = i;
                queue.offer(event("m" + i, "x"));
                await(() -> queue.health().lost() == lost);
            }
            queue.offer(event("m3", "x"));
            await(() -> queue.health().sent() == 1);
            assertEquals(2, queue.health().lost());
            assertEquals(1, log.lines().size(), log::toString);
            assertTrue(log.lines().get(0).startsWith("Attune: sending events failed"), log::toString);
        }
    }

    @Test
    void closingSendsWhatIsWaiting() {
        server.answer(noting(200));
        TrackingQueue queue =
                TrackingQueue.open(server.url(), "k", InstantSource.fixed(NOW), Duration.ofHours(1), SHORT);
        queue.offer(event("m", "x"));
        queue.close();
        assertEquals(new TrackingHealth(0, 1, 0), queue.health());
        queue.offer(event("late", "x"));
        assertEquals(1, queue.health().lost());
        assertFalse(hasThread());
    }

    /** A queue that asks twice a second whether it is closed needs most of a minute for these. */
    @Test
    @Timeout(20)
    void closingAnIdleQueueWaitsForNothing() {
        for (int i = 0; i < 100; i++) {
            TrackingQueue queue = open();
            queue.close();
            queue.close();
            assertEquals(new TrackingHealth(0, 0, 0), queue.health());
        }
        assertFalse(hasThread());
    }

    @Test
    void closingDoesNotWaitForASegmentThatHangs() {
        CountDownLatch hanging = new CountDownLatch(1);
        server.answer(exchange -> hanging.await());
        TrackingQueue queue = open();
        queue.offer(event("m", "x"));
        long start = System.nanoTime();
        queue.close();
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
        assertEquals(1, queue.health().lost());
        assertFalse(hasThread());
        hanging.countDown();
    }

    @Test
    void anEventIsSomebodys() {
        assertThrows(IllegalArgumentException.class, () -> new TrackCall("e", null, null, Map.of(), "m", NOW));
    }

    private TrackingQueue open() {
        return TrackingQueue.open(server.url(), "write-key", InstantSource.fixed(NOW), SHORT, SHORT);
    }

    private StandInApi.Answer noting(int status) {
        return exchange -> {
            batches.add(json(exchange.getRequestBody().readAllBytes()));
            StandInApi.with(status, "application/json", "{}").to(exchange);
        };
    }

    private static TrackCall event(String messageId, String text) {
        return new TrackCall("Experiment Viewed", "u", null, Map.of("text", text), messageId, NOW);
    }

    private static JsonObject json(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        }
    }

    private static boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("attune-tracking-1") && thread.isAlive());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
