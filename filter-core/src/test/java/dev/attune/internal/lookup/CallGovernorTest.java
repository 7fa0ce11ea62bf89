package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    @Test
    void neverMakesMoreCallsInAnySecondThanTheRate() {
        CallGovernor governor = new CallGovernor(20, Ticker.SYSTEM, executor);
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(governor.forPage()
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
        assertEquals(List.of("first", "joined", "its second call", "refresh"), made);
    }

    @Test
    void refusesWhatWouldWaitTooLong() {
        CallGovernor governor = new CallGovernor(1, Ticker.SYSTEM, executor);
        int overloads = 0;
        for (int i = 0; i < 1_000; i++) {
            CompletableFuture<String> call = call(governor.forPage(), "call").toCompletableFuture();
            overloads += call.isCompletedExceptionally() ? 1 : 0;
        }
        assertEquals(1_000 - 1 - CallGovernor.MOST_UNDER_WAY, overloads);
    }

    @Test
    void boundsTheCallsUnderWay() {
        CallGovernor governor = new CallGovernor(1_000, Ticker.SYSTEM, executor);
        List<CompletableFuture<String>> open = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            governor.forPage().pass(() -> {
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
