package dev.attune.internal.analytics;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.segment.StandInApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventRelayTest {
    private static final byte[] SMALL = {'{', '}'};
    private static final InstantSource CLOCK = () -> Instant.EPOCH;

    private static List<CompletableFuture<RelayAnswer>> fill(EventRelay relay, byte[] body) {
        List<CompletableFuture<RelayAnswer>> sent = new ArrayList<>();
        for (int i = 0; i <= EventRelay.MOST_UNDER_WAY; i++) {
            CompletableFuture<RelayAnswer> next = relay.send(EventKind.BATCH, body);
            if (next == null) {
                return sent;
            }
            sent.add(next);
        }
        throw new AssertionError("there is no end of calls that are under way");
    }

    @Test
    void whileSegmentIsSlowNoMoreThanSomeMegabytesAreUnderWay() {
        CountDownLatch end = new CountDownLatch(1);
        try (StandInApi segment = new StandInApi(exchange -> {
                    end.await();
                    StandInApi.json("{}").to(exchange);
                });
                EventRelay relay = new EventRelay(segment.url(), "key", CLOCK)) {
            List<CompletableFuture<RelayAnswer>> batches = fill(relay, new byte[1_000_000]);
            assertTrue(batches.size() <= 16, () -> batches.size() + " batches");
            List<CompletableFuture<RelayAnswer>> events = fill(relay, SMALL);
            assertNull(relay.send(EventKind.TRACK, SMALL));
            end.countDown();
            batches.forEach(call -> call.handle((answer, failure) -> "").join());
            events.forEach(call -> call.handle((answer, failure) -> "").join());
            assertEquals(
                    200,
                    requireNonNull(relay.send(EventKind.TRACK, SMALL)).join().status());
        }
    }
}
