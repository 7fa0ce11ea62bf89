package dev.attune.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.ProfileUpdate.Deleted;
import dev.attune.profile.ProfileUpdate.Pulled;
import dev.attune.profile.ProfileUpdate.Pushed;
import dev.attune.profile.TraitValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store keeps to. */
@Timeout(60)
abstract class ProfileStoreContract {
    /** A minute ago: what lies in the future is dated by a clock that is wrong. */
    private final Instant now = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);

    private ProfileKey jane = ProfileKey.user("jane");

    /** Each test has a visitor of its own, for a store may outlive a test. */
    @BeforeEach
    void aNewVisitor() {
        jane = ProfileKey.user("jane " + System.nanoTime());
    }

    /** Returns the store under test, open. */
    abstract ProfileStore store();

    private Pushed push(ProfileKey key, long second, String trait, Object value) {
        return new Pushed(key, now.plusSeconds(second), Map.of(trait, value));
    }

    private void merge(ProfileUpdate... updates) {
        store().merge(List.of(updates)).join();
    }

    private ProfileRecord record(ProfileKey key) {
        return store().find(key).join();
    }

    private Map<String, Object> traits(ProfileKey key) {
        return record(key).profile().traits();
    }

    @Test
    void knowsNothingOfAStranger() {
        assertEquals(ProfileRecord.empty(), record(jane));
    }

    @Test
    void findsWhatWasMerged() {
        merge(push(jane, 1, "vip", true), push(jane, 2, "name", "Zoë 日本 \"x\" \u0000"));
        assertEquals(Map.of("vip", true, "name", "Zoë 日本 \"x\" \u0000"), traits(jane));
        assertTrue(record(jane).profile().isPushed("vip"));
        assertEquals(now.plusSeconds(1), record(jane).profile().updatedAt("vip"));
    }

    @Test
    void keepsEveryKindOfValue() {
        Map<String, Object> values = Map.of(
                "t", "", "l", Long.MAX_VALUE, "d", 0.1, "b", false, "list", List.of(1L, "a", Map.of("x", List.of())));
        merge(new Pushed(jane, now, values));
        assertEquals(values, traits(jane));
    }

    @Test
    void aLateUpdateDoesNotOverwriteANewer() {
        merge(push(jane, 2, "vip", true));
        merge(push(jane, 1, "vip", false));
        assertEquals(Map.of("vip", true), traits(jane));
    }

    @Test
    void aPullAddsTheRestAndTheMergedRecordIsReturned() {
        merge(push(jane, 5, "vip", true));
        ProfileRecord kept = store().keep(new Pulled(
                        jane,
                        now.plusSeconds(6),
                        Map.of(
                                "vip", new TraitValue(false, now.plusSeconds(1)),
                                "plan", new TraitValue("pro", now.plusSeconds(2)))))
                .join();
        assertEquals(Map.of("vip", true, "plan", "pro"), kept.profile().traits());
        assertEquals(now.plusSeconds(6), kept.pulledAt());
        assertEquals(kept, record(jane));
    }

    @Test
    void aDeletionReachesLinkedKeysAndIsNotRevived() {
        ProfileKey browser = ProfileKey.anonymous("browser " + System.nanoTime());
        merge(new Pushed(jane, now.plusSeconds(1), Map.of("vip", true), Set.of(browser)), push(browser, 1, "cart", 3));
        merge(new Deleted(jane, now.plusSeconds(5)));
        merge(push(jane, 4, "vip", true), push(browser, 4, "cart", 3));
        assertEquals(Map.of(), traits(jane));
        assertEquals(Map.of(), traits(browser));
        merge(push(jane, 6, "vip", true));
        assertEquals(Map.of("vip", true), traits(jane));
    }

    @Test
    void aPullThatDoesNotSaySinceWhenRevivesNothing() {
        Map<String, TraitValue> listed = Map.of("plan", TraitValue.undated("pro"));
        merge(push(jane, 1, "vip", true));
        store().keep(new Pulled(jane, now.plusSeconds(2), listed)).join();
        assertEquals(Map.of("vip", true, "plan", "pro"), traits(jane));
        merge(new Deleted(jane, now.plusSeconds(5)));
        ProfileRecord kept =
                store().keep(new Pulled(jane, now.plusSeconds(6), listed)).join();
        assertEquals(Map.of(), kept.profile().traits());
        assertEquals(Map.of(), traits(jane));
    }

    @Test
    void aDeletionTakesAlsoWhatIsDatedInTheFuture() {
        ProfileKey browser = ProfileKey.anonymous("browser of " + jane.id());
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        merge(
                new Pushed(jane, tomorrow, Map.of("vip", true), Set.of(browser)),
                new Pushed(browser, tomorrow, Map.of("cart", 3)));
        store().keep(new Pulled(jane, tomorrow, Map.of("plan", new TraitValue("pro", tomorrow))))
                .join();
        merge(new Deleted(jane, Instant.now()));
        assertEquals(Map.of(), traits(jane));
        assertEquals(null, record(jane).pulledAt());
        assertEquals(Set.of(), record(jane).links());
        assertEquals(Map.of(), traits(browser));
    }

    @Test
    void ofTwoEventsOfOneMillisecondTheLaterStands() {
        merge(
                new Pushed(jane, now.plus(123_100, ChronoUnit.MICROS), Map.of("vip", true)),
                new Pushed(jane, now.plus(123_900, ChronoUnit.MICROS), Map.of("vip", false)));
        assertEquals(Map.of("vip", false), traits(jane));
        assertEquals(
                now.plus(123_900, ChronoUnit.MICROS), record(jane).profile().updatedAt("vip"));
    }

    @Test
    void ofTwoEventsOfOneTimeTheOneReceivedLaterStandsInWhateverOrderTheyAreMerged() {
        Pushed first = new Pushed(jane, now, now.plusSeconds(1), Map.of("vip", true), Set.of());
        Pushed second = new Pushed(jane, now, now.plusSeconds(2), Map.of("vip", false), Set.of());
        merge(first, second, first);
        assertEquals(Map.of("vip", false), traits(jane));
        ProfileKey joe = ProfileKey.user("joe of " + jane.id());
        merge(
                new Pushed(joe, now, now.plusSeconds(2), Map.of("vip", false), Set.of()),
                new Pushed(joe, now, now.plusSeconds(1), Map.of("vip", true), Set.of()));
        assertEquals(Map.of("vip", false), traits(joe));
    }

    @Test
    void tellsOfChangesBeforeTheyAreAcknowledged() {
        List<ProfileKey> changed = new CopyOnWriteArrayList<>();
        store().onChange(change -> changed.add(change == null ? ProfileKey.user("any") : change.key()));
        merge(push(jane, 1, "vip", true));
        assertTrue(changed.contains(jane), changed::toString);
    }

    @Test
    void saysWhatChangedAVisitor() {
        List<ProfileChange> changes = new CopyOnWriteArrayList<>();
        store().onChange(change -> {
            if (change != null && change.by() != null) {
                changes.add(change);
            }
        });
        ProfileKey browser = ProfileKey.anonymous("browser of " + jane.id());
        Pushed push = new Pushed(jane, now.plusSeconds(1), Map.of("vip", true), Set.of(browser));
        merge(push, push(browser, 1, "cart", 3));
        assertTrue(changes.contains(new ProfileChange(jane, push)), changes::toString);
        merge(new Deleted(jane, now.plusSeconds(5)));
        assertEquals(
                Set.of(jane, browser),
                changes.stream()
                        .filter(change -> change.by() instanceof Deleted)
                        .map(ProfileChange::key)
                        .collect(Collectors.toSet()));
    }

    @Test
    void keepsAllOfTwoHundredConcurrentUpdatesOfOneVisitor() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> done = new ArrayList<>();
        Map<String, Object> expected = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String trait = "trait" + i;
            long value = i;
            expected.put(trait, value);
            done.add(threads.submit(() -> merge(push(jane, value % 7, trait, value))));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        assertEquals(expected, traits(jane));
    }

    @Test
    void mergesAThousandUpdatesAtOnce() {
        List<ProfileUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            updates.add(push(ProfileKey.user("many" + i + jane.id()), 1, "n", (long) i));
        }
        store().merge(updates).join();
        for (int i = 0; i < 1_000; i += 37) {
            assertEquals(Map.of("n", (long) i), traits(ProfileKey.user("many" + i + jane.id())));
        }
    }

    @Test
    void mergesAsTheRecordItselfDoesInWhateverOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            ProfileKey key = ProfileKey.user("order" + round + jane.id());
            List<ProfileUpdate> updates = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                updates.add(anyUpdate(random, key));
            }
            ProfileRecord expected = ProfileRecord.empty();
            for (ProfileUpdate update : updates) {
                expected = expected.merge(update);
            }
            Collections.shuffle(updates, random);
            List<CompletableFuture<?>> done = new ArrayList<>();
            for (ProfileUpdate update : updates) {
                done.add(update instanceof Pulled pulled ? store().keep(pulled) : store().merge(List.of(update)));
            }
            done.forEach(CompletableFuture::join);
            ProfileRecord found = record(key);
            assertEquals(expected.profile(), found.profile(), () -> "seed " + seed + " " + updates);
            assertEquals(expected.deletedAt(), found.deletedAt(), () -> "seed " + seed + " " + updates);
        }
    }

    private ProfileUpdate anyUpdate(Random random, ProfileKey key) {
        Instant time = now.plusSeconds(random.nextInt(6));
        return switch (random.nextInt(8)) {
            case 0 -> new Deleted(key, time);
            // One listing a second, each newer than the last, so that the source does not contradict itself.
            case 1, 2 ->
                new Pulled(
                        key,
                        time,
                        Map.of("t0", new TraitValue(time.toString(), time), "t1", TraitValue.undated(time.toString())));
            default -> {
                Map<String, Object> traits = new HashMap<>();
                traits.put("t" + random.nextInt(3), random.nextInt(5));
                yield new Pushed(key, time, time.plusSeconds(random.nextInt(3)), traits, Set.of());
            }
        };
    }

    @Test
    void saysHowItIs() {
        assertNotNull(store().health().detail());
        assertTrue(store().health().isUp());
    }
}
