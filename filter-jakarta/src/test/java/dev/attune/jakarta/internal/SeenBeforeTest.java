package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.experiment.VisitorIds;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenBeforeTest {
    private final SeenBefore seen = new SeenBefore();

    @Test
    void aVisitorSeesAVariationForTheFirstTimeOnce() {
        VisitorIds jane = new VisitorIds("jane", "a1");
        assertTrue(seen.isFirst("hero", 0, jane));
        assertFalse(seen.isFirst("hero", 0, jane));
        assertFalse(seen.isFirst("hero", 0, new VisitorIds("jane", "a1")));
    }

    @Test
    void anotherVisitorVariationOrExperimentIsAnotherView() {
        List<VisitorIds> visitors = List.of(
                new VisitorIds("jane", "a1"),
                new VisitorIds("jane", null),
                new VisitorIds(null, "jane"),
                new VisitorIds("janea1", null),
                new VisitorIds("a1", "jane"));
        for (VisitorIds visitor : visitors) {
            assertTrue(seen.isFirst("hero", 0, visitor), visitor.toString());
            assertTrue(seen.isFirst("hero", 1, visitor));
            assertTrue(seen.isFirst("hero2", 0, visitor));
        }
    }

    @Test
    void remembersThousandsAndForgetsOldOnesFirst() {
        IntStream.range(0, 50_000).forEach(i -> assertTrue(seen.isFirst("hero", 0, visitor(i))));
        long again = IntStream.range(0, 50_000)
                .filter(i -> seen.isFirst("hero", 0, visitor(i)))
                .count();
        assertTrue(again < 500, again + " were forgotten");
        IntStream.range(0, 2_000_000).forEach(i -> seen.isFirst("hero", 1, visitor(i)));
        long kept = IntStream.range(1_990_000, 2_000_000)
                .filter(i -> !seen.isFirst("hero", 1, visitor(i)))
                .count();
        assertTrue(kept > 9_900, kept + " of the newest are remembered");
    }

    @Test
    void fourThreadsCountOneViewOnce() throws InterruptedException {
        AtomicInteger first = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(t -> new Thread(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    for (int i = 0; i < 10_000; i++) {
                        first.addAndGet(seen.isFirst("hero", 0, visitor(i)) ? 1 : 0);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(10_000, first.get());
    }

    private static VisitorIds visitor(int i) {
        return new VisitorIds(null, "anonymous-" + i);
    }
}
