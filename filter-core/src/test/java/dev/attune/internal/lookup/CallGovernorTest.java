package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallGovernorTest {
    private final ScheduledExecutorService executor = LookupThreads.start();
    private final List<String> made = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private CompletionStage<String> call(CallGate gate, String name) {
        return gate.pass(() -> {
            made.add(name);
            return CompletableFuture.completedStage(name);
        });
    }

    private static CallGovernor.Turn known(CallGovernor governor) {
        CallGovernor.Turn turn = governor.forPage();
        turn.known();
        return turn;
    }

    @Test
    void neverMakesMoreCallsInAnySecondThanTheRate() {
        CallGovernor governor = new CallGovernor(20, Ticker.SYSTEM, executor);
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(known(governor)
                    .pass(() -> {
                        times.add(System.nanoTime());
                        return CompletableFuture.<Object>completedStage("done");
                    })
                    .toCompletableFuture());
        }
        calls.forEach(CompletableFuture::join);
        for (int i = 20; i < times.size(); i++) {
            long apart = times.get(i) - times.get(i - 20);
            assertTrue(apart >= Duration.ofSeconds(1).toNanos(), "21 calls within " + apart + " ns");
        }
    }

    @Test
    void letsPagesGoBeforeRefreshes() {
        CallGovernor governor = new CallGovernor(1, Ticker.SYSTEM, executor);
        call(governor.forPage(), "first");
        CompletionStage<String> refresh = call(governor.forRefresh(), "refresh");
        CompletionStage<String> page = call(governor.forPage(), "page");
        CompletableFuture.allOf(refresh.toCompletableFuture(), page.toCompletableFuture())
                .join();
        assertEquals(List.of("first", "page", "refresh"), made);
    }

    @Test
    void letsARefreshThatAPageHasJoinedGoAsIfForThePage() {
        CallGovernor governor = new CallGovernor(1, Ticker.SYSTEM, executor);
        call(governor.forPage(), "first");
        CompletionStage<String> refresh = call(governor.forRefresh(), "refresh");
        CallGovernor.Turn joined = governor.forRefresh();
        CompletionStage<String> page = call(joined, "joined");
        joined.hurry();
        CompletionStage<String> more = call(joined, "its second call");
        CompletableFuture.allOf(refresh.toCompletableFuture(), page.toCompletableFuture(), more.toCompletableFuture())
                .join();
        assertEquals(List.of("first", "its second call", "joined", "refresh"), made);
    }

    @Test
    void refusesWhatWouldWaitTooLong() {
        CallGovernor governor = new CallGovernor(1, () -> 0, executor);
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            calls.add(call(governor.forPage(), "call").toCompletableFuture());
        }
        assertEquals(
                1_000 - 1 - CallGovernor.MOST_UNDER_WAY,
                calls.stream()
                        .filter(CompletableFuture::isCompletedExceptionally)
                        .count());
        assertFalse(calls.get(999).isCompletedExceptionally(), "the oldest ones give way");
    }

    @Test
    void leavesPartsOfTheRateToRefreshesAndToVisitorsKnownBeforeUnderAFloodOfStrangers() {
        CallGovernor governor = new CallGovernor(24, () -> 0, executor);
        for (int i = 0; i < 100; i++) {
            call(governor.forPage(), "stranger");
        }
        assertEquals(Collections.nCopies(16, "stranger"), made);
        made.clear();
        for (int i = 0; i < 100; i++) {
            call(governor.forRefresh(), "refresh");
        }
        assertEquals(Collections.nCopies(5, "refresh"), made);
        made.clear();
        for (int i = 0; i < 100; i++) {
            CallGovernor.Turn turn = governor.forPage();
            turn.known();
            call(turn, "known");
        }
        assertEquals(Collections.nCopies(3, "known"), made);
    }

    @Test
    void ofTheCallsThatPagesWaitForTheNewestGoesFirst() {
        AtomicLong now = new AtomicLong();
        CallGovernor governor = new CallGovernor(1, now::get, executor);
        call(governor.forPage(), "first");
        call(governor.forPage(), "old");
        CallGovernor.Turn known = governor.forPage();
        CompletionStage<String> late = call(known, "known");
        call(governor.forPage(), "new");
        known.known();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        CompletionStage<String> newest = call(governor.forPage(), "newest");
        late.toCompletableFuture().join();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        call(governor.forRefresh(), "refresh");
        newest.toCompletableFuture().join();
        assertEquals(List.of("first", "known", "newest"), made);
    }

    @Test
    void afterAPauseOneLookUpIsTheTrialAndTheOthersWaitForItsEnd() {
        AtomicLong now = new AtomicLong();
        CallGovernor governor = new CallGovernor(100, now::get, executor);
        governor.backOff(Duration.ofSeconds(7));
        List<CallGovernor.Turn> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(governor.forPage());
            call(turns.get(i), "look-up " + i);
        }
        assertEquals(List.of(), made);
        now.addAndGet(Duration.ofSeconds(7).toNanos());
        CallGovernor.Turn trial = governor.forPage();
        call(trial, "trial");
        call(trial, "its second page");
        assertEquals(List.of("trial", "its second page"), made);
        governor.ended(turns.get(0));
        assertEquals(2, made.size());
        governor.backOff(Duration.ofSeconds(7));
        governor.ended(trial);
        assertEquals(2, made.size());
        now.addAndGet(Duration.ofSeconds(7).toNanos());
        CallGovernor.Turn next = governor.forPage();
        call(next, "next trial");
        assertEquals(3, made.size());
        governor.ended(next);
        assertEquals(13, made.size());
    }

    @Test
    void waitsAsLongAsTheServerAsksUpToAnHour() {
        long[] now = {0};
        CallGovernor governor = new CallGovernor(10, () -> now[0], executor);
        governor.backOff(Duration.ofMinutes(50));
        now[0] += Duration.ofMinutes(50).toNanos() - 1;
        assertTrue(governor.isBackingOff());
        governor.backOff(Duration.ofDays(365));
        now[0] += Duration.ofHours(1).toNanos() - 1;
        assertTrue(governor.isBackingOff());
        now[0] += 1;
        assertFalse(governor.isBackingOff());
    }

    @Test
    void boundsTheCallsUnderWay() {
        CallGovernor governor = new CallGovernor(1_000, Ticker.SYSTEM, executor);
        List<CompletableFuture<String>> open = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            known(governor).pass(() -> {
                CompletableFuture<String> call = new CompletableFuture<>();
                open.add(call);
                return call;
            });
        }
        assertEquals(CallGovernor.MOST_UNDER_WAY, open.size());
        open.get(0).complete("done");
        assertEquals(CallGovernor.MOST_UNDER_WAY + 1, open.size());
    }

    @Test
    void backsOffEverLongerWhereTheServerDoesNotSayHowLong() {
        long[] now = {0};
        CallGovernor governor = new CallGovernor(10, () -> now[0], executor);
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            governor.backOff(null);
            governor.backOff(null);
            now[0] += Duration.ofSeconds(seconds).toNanos() - 1;
            assertTrue(governor.isBackingOff());
            now[0] += 1;
            assertTrue(!governor.isBackingOff());
        }
    }
}
