package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.SourceException.Kind;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Look-ups on top of a store that webhooks write to. */
@Timeout(30)
class StoredProfilesTest {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final LookupSettings SETTINGS = new LookupSettings(
            Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofSeconds(30), 1_000, 100);

    @TempDir
    Path directory;

    private volatile Instant now = Instant.now();
    private final ScriptedSource source = new ScriptedSource(
            key -> CompletableFuture.completedFuture(pulled(key, Map.of("location", "EU", "vip", false))));
    private ProfileStore store;
    private ProfileClient client;

    @BeforeEach
    void open() {
        store = EmbeddedProfileStore.open(directory, Duration.ofDays(2));
        client = client();
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private ProfileClient client() {
        return new ProfileClient(SETTINGS, source, store, () -> now, Ticker.SYSTEM, LookupThreads.start());
    }

    /** A node that was started anew: its near cache is empty. */
    private void restart() {
        client.close();
        client = client();
    }

    private ProfileUpdate.Pulled pulled(ProfileKey key, Map<String, Object> traits) {
        Map<String, TraitValue> all = new HashMap<>();
        traits.forEach((name, value) -> all.put(name, new TraitValue(value, now)));
        return new ProfileUpdate.Pulled(key, now, all);
    }

    private void push(String trait, Object value) {
        now = now.plusMillis(10);
        store.merge(List.of(new ProfileUpdate.Pushed(JANE, now, Map.of(trait, value))))
                .join();
    }

    private Map<String, Object> jane() {
        return client.find(JANE).await().profile().traits();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theNextPageSeesWhatAWebhookBrought() {
        assertEquals(Map.of("location", "EU", "vip", false), jane());
        push("vip", true);
        assertEquals(Map.of("location", "EU", "vip", true), jane());
        assertEquals(1, source.pulled.size());
    }

    @Test
    void whoIsKnownByAWebhookAloneIsStillAskedFor() {
        push("city", "Paris");
        assertEquals(Map.of("location", "EU", "vip", false, "city", "Paris"), jane());
        assertEquals(List.of(JANE), source.pulled);
    }

    @Test
    void whatAWebhookBroughtIsServedWhileTheSourceFails() {
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        push("city", "Paris");
        assertEquals(Map.of("city", "Paris"), jane());
        int calls = source.pulled.size();
        assertEquals(Map.of("city", "Paris"), jane());
        assertEquals(calls, source.pulled.size());
    }

    @Test
    void thatAStrangerHasNoProfileLeavesNothingInTheStore() {
        source.script = key -> CompletableFuture.completedFuture(pulled(key, Map.of()));
        assertEquals(Map.of(), jane());
        assertEquals(ProfileRecord.empty(), store.find(JANE).join());
        push("vip", true);
        restart();
        assertEquals(Map.of("vip", true), jane());
        assertEquals(now.truncatedTo(ChronoUnit.MICROS), store.find(JANE).join().pulledAt());
    }

    @Test
    void aRestartCostsNoCallForWhatTheStoreStillHas() {
        jane();
        restart();
        assertEquals(Map.of("location", "EU", "vip", false), jane());
        assertEquals(1, source.pulled.size());
    }

    @Test
    void tellsWhereAProfileWasFoundAndAsOfWhen() {
        Instant pulledAt = now.truncatedTo(ChronoUnit.MICROS);
        assertEquals(
                new Lookup.Found(profile(), false, Lookup.Source.API, pulledAt),
                client.find(JANE).await());
        assertEquals(
                new Lookup.Found(profile(), false, Lookup.Source.CACHE, pulledAt),
                client.find(JANE).await());
        restart();
        assertEquals(
                new Lookup.Found(profile(), false, Lookup.Source.STORE, pulledAt),
                client.find(JANE).await());
    }

    private static Profile profile() {
        return Profile.of(Map.of("location", "EU", "vip", false));
    }

    @Test
    void ofWhatAWebhookAloneBroughtItIsNotSaidThatItIsAll() {
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        push("city", "Paris");
        Profile pushed = Profile.of(Map.of("city", "Paris"));
        assertEquals(
                new Lookup.Found(pushed, true, Lookup.Source.STORE, null),
                client.find(JANE).await());
        assertEquals(
                new Lookup.Found(pushed, true, Lookup.Source.CACHE, null),
                client.find(JANE).await());
    }

    @Test
    void whatTheStoreHasIsServedStaleWhileItIsRefreshed() {
        jane();
        restart();
        now = now.plus(SETTINGS.ttl());
        CompletableFuture<ProfileUpdate.Pulled> newer = new CompletableFuture<>();
        source.script = key -> newer;
        assertEquals("EU", client.find(JANE).await().profile().text("location"));
        await(() -> source.pulled.size() == 2);
        newer.complete(pulled(JANE, Map.of("location", "US")));
        await(() -> client.find(JANE).await().profile().text("location").equals("US"));
    }

    @Test
    void whatTheStoreHasTooLongIsNotServed() {
        jane();
        restart();
        now = now.plus(SETTINGS.ttl()).plus(SETTINGS.staleTtl());
        source.script = key -> ScriptedSource.failure(Kind.FAILED);
        assertEquals(
                new Lookup.Unavailable(Lookup.Reason.FAILED), client.find(JANE).await());
    }

    @Test
    void aClockThatStepsBackKeepsNoProfileFromBeingRefreshed() {
        jane();
        restart();
        now = now.minus(Duration.ofHours(3));
        source.script = key -> CompletableFuture.completedFuture(pulled(key, Map.of("location", "US")));
        await(() -> client.find(JANE).await().profile().text("location").equals("US"));
    }

    @Test
    void aDeletedVisitorIsUnknownToTheNextPage() {
        jane();
        now = now.plusMillis(10);
        source.script = key -> CompletableFuture.completedFuture(new ProfileUpdate.Pulled(key, now, Map.of()));
        store.merge(List.of(new ProfileUpdate.Deleted(JANE, now))).join();
        now = now.plusMillis(10);
        assertTrue(client.find(JANE).await().profile().isUnknown());
    }

    @Test
    void crawlersSeeWhatTheStoreHas() {
        push("city", "Paris");
        assertEquals("Paris", client.findKnown(JANE).await().profile().text("city"));
        assertEquals(List.of(), source.pulled);
    }

    @Test
    void aStoreThatCannotBeReadIsNotTakenForNotKnowingTheVisitor() {
        client.close();
        client = new ProfileClient(SETTINGS, null, store, () -> now, Ticker.SYSTEM, LookupThreads.start());
        store.close();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    new Lookup.Unavailable(Lookup.Reason.FAILED),
                    client.find(JANE).await());
        }
    }

    @Test
    void aClosedStoreCostsNoPage() {
        store.close();
        assertEquals(Map.of("location", "EU", "vip", false), jane());
        assertTrue(client.health().storeFailures() > 0);
    }
}
