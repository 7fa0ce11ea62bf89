package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallGate;
import dev.attune.internal.segment.ProfileSource;
import dev.attune.internal.segment.SourceException;
import dev.attune.internal.segment.SourceException.Kind;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.testing.RecordedLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProfileClientTest {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final LookupSettings SETTINGS = withBudget(Duration.ofSeconds(20));

    private final AtomicLong ahead = new AtomicLong();
    private final Ticker ticker = () -> System.nanoTime() + ahead.get();
    private final ScriptedSource source = ScriptedSource.of(Map.of("location", "EU"));
    private ProfileClient client = client(SETTINGS);

    private static LookupSettings withBudget(Duration budget) {
        return new LookupSettings(
                budget, Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofSeconds(30), 1_000, 100);
    }

    private ProfileClient client(LookupSettings settings) {
        return client(settings, source);
    }

    private ProfileClient client(LookupSettings settings, ProfileSource from) {
        return new ProfileClient(settings, from, null, InstantSource.system(), ticker, LookupThreads.start());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private String location(ProfileKey key) {
        return client.find(key).await().profile().text("location");
    }

    private static Lookup unavailable(Lookup.Reason reason) {
        return new Lookup.Unavailable(reason);
    }

    @Test
    void asksOnceAndAnswersFromTheCacheAfterwards() {
        assertEquals("EU", location(JANE));
        PendingProfile hit = client.find(JANE);
        assertTrue(hit.isDone());
        assertFalse(assertInstanceOf(Lookup.Found.class, hit.await()).isStale());
        assertEquals(List.of(JANE), source.pulled);
        assertEquals(1, client.health().hits());
    }

    @Test
    void aPageWaitsNoLongerThanItsBudgetAndALateAnswerStillFillsTheCache() {
        Duration budget = Duration.ofMillis(200);
        client.close();
        client = client(withBudget(budget));
        CompletableFuture<ProfileUpdate.Pulled> late = new CompletableFuture<>();
        source.script = key -> late;
        long start = System.nanoTime();
        assertEquals(unavailable(Lookup.Reason.LATE), client.find(JANE).await());
        long waited = System.nanoTime() - start;
        assertTrue(waited >= budget.toNanos(), () -> "waited " + waited);
        late.complete(ScriptedSource.answer(JANE, Map.of("location", "US")));
        await(() -> client.find(JANE).isDone());
        assertEquals("US", location(JANE));
        assertEquals(1, source.pulled.size());
    }

    @Test
    void theBudgetRunsFromTheStartOfTheLookUp() {
        source.script = key -> new CompletableFuture<>();
        PendingProfile pending = client.find(JANE);
        pass(SETTINGS.budget());
        long start = System.nanoTime();
        assertEquals(unavailable(Lookup.Reason.LATE), pending.await());
        assertTrue(System.nanoTime() - start < SETTINGS.budget().toNanos() / 2);
    }

    @Test
    void givesOnePageTheSameOutcomeEachTime() {
        CompletableFuture<ProfileUpdate.Pulled> late = new CompletableFuture<>();
        source.script = key -> late;
        PendingProfile pending = client.find(JANE);
        pass(SETTINGS.budget());
        Lookup first = pending.await();
        late.complete(ScriptedSource.answer(JANE, Map.of("location", "US")));
        await(() -> client.find(JANE).isDone());
        assertSame(first, pending.await());
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        source.script = key -> new CompletableFuture<>();
        Thread.currentThread().interrupt();
        assertEquals(unavailable(Lookup.Reason.LATE), client.find(JANE).await());
        assertTrue(Thread.interrupted());
    }

    @Test
    void manyPagesOfOneVisitorMakeOneCall() {
        CompletableFuture<ProfileUpdate.Pulled> answer = new CompletableFuture<>();
        source.script = key -> answer;
        List<PendingProfile> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(client.find(JANE));
        }
        answer.complete(ScriptedSource.answer(JANE, Map.of("location", "EU")));
        pages.forEach(page -> assertEquals("EU", page.await().profile().text("location")));
        assertEquals(1, source.pulled.size());
    }

    @Test
    void coldVisitorsDoNotWaitForEachOther() {
        CountDownLatch asked = new CountDownLatch(64);
        CompletableFuture<Void> answers = new CompletableFuture<>();
        source.script = key -> {
            asked.countDown();
            if (asked.getCount() == 0) {
                answers.complete(null);
            }
            return answers.thenApply(now -> ScriptedSource.answer(key, Map.of("location", "EU")));
        };
        List<PendingProfile> pages = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            pages.add(client.find(ProfileKey.user("visitor" + i)));
        }
        pages.forEach(page -> assertEquals("EU", page.await().profile().text("location")));
    }

    @Test
    void aStaleProfileIsServedWhileANewerOneIsFetched() {
        location(JANE);
        CompletableFuture<ProfileUpdate.Pulled> newer = new CompletableFuture<>();
        source.script = key -> newer;
        pass(SETTINGS.ttl());
        Lookup stale = client.find(JANE).await();
        assertEquals("EU", stale.profile().text("location"));
        assertTrue(stale instanceof Lookup.Found found && found.isStale());
        await(() -> source.pulled.size() == 2);
        client.find(JANE).await();
        newer.complete(ScriptedSource.answer(JANE, Map.of("location", "US")));
        await(() -> location(JANE).equals("US"));
        assertEquals(2, source.pulled.size());
    }

    @Test
    void aPageThatJoinsARefreshDoesNotWaitBehindOtherRefreshes() {
        AtomicReference<CallGovernor.Turn> turn = new AtomicReference<>();
        client.close();
        client = client(SETTINGS, new ProfileSource() {
            @Override
            public CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key, CallGate gate) {
                return turn.getAndSet((CallGovernor.Turn) gate) == null
                        ? source.pull(key, gate)
                        : new CompletableFuture<>();
            }

            @Override
            public void close() {}
        });
        location(JANE);
        CallGovernor.Turn first = turn.get();
        pass(SETTINGS.ttl());
        client.find(JANE).await();
        await(() -> turn.get() != first);
        assertFalse(Objects.requireNonNull(turn.get()).isForPage());
        pass(SETTINGS.staleTtl());
        client.find(JANE);
        assertTrue(Objects.requireNonNull(turn.get()).isForPage());
    }

    @Test
    void aStaleProfileIsServedWhileTheSourceFailsButNotForEver() {
        location(JANE);
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        pass(SETTINGS.ttl());
        assertEquals("EU", location(JANE));
        pass(SETTINGS.staleTtl());
        assertEquals(unavailable(Lookup.Reason.FAILED), client.find(JANE).await());
    }

    @Test
    void aFailedRefreshIsNotTriedAgainByEveryPage() {
        location(JANE);
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        pass(SETTINGS.ttl());
        client.find(JANE).await();
        await(() -> client.health().callFailures() == 1 && client.health().underWay() == 0);
        for (int i = 0; i < 100; i++) {
            client.find(JANE).await();
        }
        assertEquals(2, source.pulled.size());
        pass(Duration.ofSeconds(3));
        client.find(JANE).await();
        await(() -> source.pulled.size() == 3);
    }

    @Test
    void anUnknownVisitorIsRememberedForAWhile() {
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of()));
        assertEquals(new Lookup.Unknown(), client.find(JANE).await());
        assertEquals(new Lookup.Unknown(), client.find(JANE).await());
        assertEquals(1, source.pulled.size());
        pass(SETTINGS.unknownTtl());
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        assertEquals("EU", location(JANE));
    }

    @Test
    void crawlersAndPrefetchesCostNoCall() {
        assertEquals(
                unavailable(Lookup.Reason.NOT_ASKED), client.findKnown(JANE).await());
        assertEquals(List.of(), source.pulled);
        location(JANE);
        assertEquals("EU", client.findKnown(JANE).await().profile().text("location"));
        pass(SETTINGS.ttl());
        assertEquals("EU", client.findKnown(JANE).await().profile().text("location"));
        assertEquals(1, source.pulled.size());
    }

    @Test
    void aSourceThatKeepsFailingIsLeftAloneAndTriedAgain() {
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        for (int i = 0; i < CircuitBreaker.OPENING_FAILURES; i++) {
            assertEquals(
                    unavailable(Lookup.Reason.FAILED),
                    client.find(ProfileKey.user("v" + i)).await());
        }
        assertEquals(unavailable(Lookup.Reason.BREAKER_OPEN), client.find(JANE).await());
        assertTrue(client.health().isBreakerOpen());
        pass(CircuitBreaker.SHORTEST_PAUSE);
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        assertEquals("EU", location(JANE));
        assertEquals("EU", location(ProfileKey.user("joe")));
    }

    @Test
    void anExpiredTokenStopsCallsAtOnceAndIsSaidOnce() {
        source.script = key -> ScriptedSource.failure(Kind.REFUSED);
        try (RecordedLog log = RecordedLog.of(ProfileClient.class)) {
            for (int i = 0; i < 50; i++) {
                client.find(ProfileKey.user("v" + i)).await();
            }
            assertEquals(1, log.lines().size(), log::toString);
            assertTrue(log.toString().contains("check profilesSpace and profilesToken"), log::toString);
        }
        assertEquals(1, source.pulled.size());
        pass(CircuitBreaker.LONGEST_PAUSE);
        client.find(JANE).await();
        client.find(ProfileKey.user("joe")).await();
        assertEquals(2, source.pulled.size());
    }

    @Test
    void aRejectedIdDoesNotStopOthers() {
        source.script = key -> key.equals(JANE)
                ? CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")))
                : ScriptedSource.failure(Kind.REJECTED);
        for (int i = 0; i < 50; i++) {
            client.find(ProfileKey.user("v" + i)).await();
        }
        assertEquals("EU", location(JANE));
    }

    @Test
    void anIdThatTheSourceRejectsIsRememberedForAWhile() {
        for (Kind kind : List.of(Kind.REJECTED, Kind.UNCLEAR)) {
            ProfileKey odd = ProfileKey.user("odd!" + kind);
            source.pulled.clear();
            source.script = key -> ScriptedSource.failure(kind);
            await(() -> client.find(odd).await().equals(unavailable(Lookup.Reason.REJECTED)));
            for (int i = 0; i < 50; i++) {
                assertEquals(
                        unavailable(Lookup.Reason.REJECTED), client.find(odd).await());
            }
            assertEquals(List.of(odd), source.pulled);
        }
        assertFalse(client.health().isBreakerOpen());
        pass(SETTINGS.unknownTtl());
        client.find(ProfileKey.user("odd!REJECTED")).await();
        assertEquals(2, source.pulled.size());
    }

    @Test
    void aKnownVisitorWhoseAnswerCanNoLongerBeReadKeepsTheOldProfile() {
        location(JANE);
        source.script = key -> ScriptedSource.failure(Kind.REJECTED);
        pass(SETTINGS.ttl());
        assertEquals("EU", location(JANE));
        await(() -> client.health().callFailures() == 1 && client.health().underWay() == 0);
        pass(Duration.ofSeconds(3));
        for (int i = 0; i < 50; i++) {
            assertEquals("EU", location(JANE));
        }
        await(() -> client.health().underWay() == 0);
        assertEquals(2, source.pulled.size());
    }

    @Test
    void oneVisitorForWhomTheSourceFailsNeverStopsOthers() {
        source.script = key -> key.equals(JANE)
                ? ScriptedSource.failure(Kind.FAILED)
                : CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        for (int i = 0; i < 100; i++) {
            client.find(JANE).await();
        }
        assertFalse(client.health().isBreakerOpen());
        assertEquals("EU", location(ProfileKey.user("joe")));
    }

    @Test
    void manyOddIdsForWhichTheServerFailsNeverStopOthers() {
        source.script = key -> key.id().startsWith("odd")
                ? ScriptedSource.failure(Kind.UNCLEAR)
                : CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        for (int i = 0; i < 50; i++) {
            client.find(ProfileKey.user("odd!" + i)).await();
        }
        assertEquals("EU", location(JANE));
        for (int i = 0; i < 30; i++) {
            client.find(ProfileKey.user("odd-and-plain-" + i)).await();
        }
        assertEquals("EU", location(ProfileKey.user("joe")));
    }

    @Test
    void aServerThatAnswers500ToAllIsLeftAlone() {
        location(JANE);
        source.script = key -> ScriptedSource.failure(Kind.UNCLEAR);
        pass(Duration.ofSeconds(11));
        for (int i = 0; i < CircuitBreaker.OPENING_FAILURES; i++) {
            client.find(ProfileKey.user("v" + i)).await();
        }
        assertTrue(client.health().isBreakerOpen());
        pass(CircuitBreaker.SHORTEST_PAUSE);
        assertEquals(
                unavailable(Lookup.Reason.BREAKER_OPEN),
                client.find(ProfileKey.user("odd!")).await(),
                "an id that may be the reason is no trial");
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        assertEquals("EU", location(ProfileKey.user("joe")));
    }

    @Test
    void aSpaceInWhichNobodyIsKnownIsSaidOnceWithinTheFirstTenLookUps() {
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of()));
        try (RecordedLog log = RecordedLog.of(ProfileClient.class)) {
            for (int i = 0; i < 30; i++) {
                client.find(ProfileKey.user("v" + i)).await();
            }
            assertEquals(1, log.lines().size(), log::toString);
            assertTrue(log.toString().contains("check profilesSpace"), log::toString);
        }
    }

    @Test
    void tooManyCallsHoldAllCallsBackForAsLongAsTheServerAsked() {
        source.script = key ->
                CompletableFuture.failedFuture(new SourceException(Kind.RATE_LIMITED, "played", Duration.ofSeconds(7)));
        assertEquals(unavailable(Lookup.Reason.FAILED), client.find(JANE).await());
        assertTrue(client.health().isBackingOff());
        source.script = key -> CompletableFuture.completedFuture(ScriptedSource.answer(key, Map.of("location", "EU")));
        assertFalse(client.find(JANE).isDone());
        assertEquals(1, source.pulled.size());
        pass(Duration.ofSeconds(7));
        assertEquals("EU", location(ProfileKey.user("joe")));
    }

    @Test
    void aSourceThatThrowsIsAFailureLikeAnyOther() {
        source.script = key -> {
            throw new IllegalStateException("played");
        };
        assertEquals(unavailable(Lookup.Reason.FAILED), client.find(JANE).await());
    }

    @Test
    void withoutASourceNobodyIsKnown() {
        client.close();
        client = ProfileClient.start(SETTINGS, null, null);
        assertEquals(new Lookup.Unknown(), client.find(JANE).await());
    }

    @Test
    void aClosedClientAnswersAtOnceAndHasEndedItsLookUps() {
        source.script = key -> new CompletableFuture<>();
        PendingProfile pending = client.find(JANE);
        client.close();
        assertEquals(unavailable(Lookup.Reason.CLOSED), pending.await());
        assertEquals(unavailable(Lookup.Reason.CLOSED), client.find(JANE).await());
        assertTrue(source.isClosed);
    }
}
