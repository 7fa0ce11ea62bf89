package dev.attune.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileRecordTest {
    private static final ProfileKey JANE = ProfileKey.user("jane");
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static ProfileUpdate push(long second, String trait, @Nullable Object value) {
        Map<String, @Nullable Object> traits = new HashMap<>();
        traits.put(trait, value);
        return new ProfileUpdate.Pushed(JANE, at(second), traits);
    }

    private static ProfileUpdate.Pulled pull(long asOf, Map<String, TraitValue> traits) {
        return new ProfileUpdate.Pulled(JANE, at(asOf), traits);
    }

    private static TraitValue trait(Object value, long second) {
        return new TraitValue(value, at(second));
    }

    private static ProfileUpdate delete(long second) {
        return new ProfileUpdate.Deleted(JANE, at(second));
    }

    private static ProfileRecord merged(ProfileUpdate... updates) {
        ProfileRecord record = ProfileRecord.empty();
        for (ProfileUpdate update : updates) {
            record = record.merge(update);
        }
        return record;
    }

    private static Map<String, Object> seen(ProfileUpdate... updates) {
        return merged(updates).profile().traits();
    }

    @Test
    void aLateEventDoesNotOverwriteANewer() {
        assertEquals(Map.of("vip", false), seen(push(2, "vip", false), push(1, "vip", true)));
    }

    @Test
    void aRepeatedEventChangesNothing() {
        ProfileRecord record = merged(push(1, "vip", true));
        assertSame(record, record.merge(push(1, "vip", true)));
    }

    @Test
    void aPushDoesNotStandForTheWhole() {
        ProfileRecord record = merged(push(1, "vip", true));
        assertNull(record.pulledAt());
        assertEquals(Map.of("vip", true), record.profile().traits());
    }

    @Test
    void aPullAddsTheRestAndKeepsANewerPush() {
        assertEquals(
                Map.of("vip", true, "location", "EU"),
                seen(push(5, "vip", true), pull(6, Map.of("vip", trait(false, 4), "location", trait("EU", 1)))));
    }

    @Test
    void aPullThatDoesNotListAPushedTraitDoesNotUndoIt() {
        assertEquals(Map.of("j_o_1", "true"), seen(push(5, "j_o_1", "true"), pull(6, Map.of())));
    }

    @Test
    void aPulledTraitGoesWhenANewerPullDoesNotListIt() {
        assertEquals(Map.of(), seen(pull(1, Map.of("plan", trait("pro", 0))), pull(2, Map.of())));
    }

    @Test
    void anOlderPullDoesNotBringBackWhatANewerOneNoLongerLists() {
        assertEquals(Map.of(), seen(pull(2, Map.of()), pull(1, Map.of("plan", trait("pro", 0)))));
    }

    @Test
    void aTraitThatWasPushedAndThenPulledGoesWithThePull() {
        assertEquals(Map.of(), seen(push(1, "vip", true), pull(3, Map.of("vip", trait(true, 2))), pull(4, Map.of())));
    }

    @Test
    void aPushedNullTakesTheTraitAwayAndALateEventDoesNotReviveIt() {
        assertEquals(
                Map.of(),
                seen(pull(1, Map.of("plan", trait("pro", 0))), push(3, "plan", null), push(2, "plan", "team")));
    }

    @Test
    void theNewestPullStandsEvenWhereItsTraitsSayThatTheyAreOlder() {
        assertEquals(
                Map.of("plan", "team"),
                seen(pull(2, Map.of("plan", trait("pro", 2))), pull(4, Map.of("plan", trait("team", 1)))));
    }

    @Test
    void aDeletionIsNotRevivedByLateEventsNorByAPullThatLagsBehind() {
        ProfileRecord record = merged(
                push(1, "vip", true),
                pull(2, Map.of("plan", trait("pro", 0))),
                delete(5),
                push(4, "vip", true),
                pull(4, Map.of("plan", trait("pro", 0))),
                pull(6, Map.of("plan", trait("pro", 0))));
        assertEquals(Map.of(), record.profile().traits());
        assertEquals(at(5), record.deletedAt());
    }

    @Test
    void anUndatedPullNeitherRevivesWhatWasDeletedNorUndoesAPush() {
        TraitValue plan = TraitValue.undated("pro");
        TraitValue vip = TraitValue.undated(false);
        assertEquals(Map.of("plan", "pro"), seen(pull(2, Map.of("plan", plan))));
        assertEquals(Map.of(), seen(pull(2, Map.of("plan", plan)), delete(5), pull(6, Map.of("plan", plan))));
        assertEquals(Map.of(), seen(pull(6, Map.of("plan", plan)), delete(5)));
        assertEquals(
                Map.of("vip", true, "plan", "pro"),
                seen(push(1, "vip", true), pull(6, Map.of("vip", vip, "plan", plan))));
    }

    @Test
    void aVisitorMayComeBackAfterADeletion() {
        assertEquals(Map.of("vip", true), seen(push(1, "plan", "pro"), delete(5), push(6, "vip", true)));
    }

    @Test
    void aDeletedProfileHoldsNoValueAnyMore() {
        byte[] bytes = merged(push(1, "email", "jane@example.com"), delete(5)).toBytes();
        assertTrue(bytes.length < 20, () -> Arrays.toString(bytes));
    }

    @Test
    void knowsWhenAndHowATraitCame() {
        Profile profile = merged(push(5, "vip", true), pull(6, Map.of("plan", trait("pro", 4))))
                .profile();
        assertEquals(at(5), profile.updatedAt("vip"));
        assertTrue(profile.isPushed("vip"));
        assertEquals(at(4), profile.updatedAt("plan"));
        assertTrue(!profile.isPushed("plan"));
        assertNull(profile.updatedAt("nothing"));
    }

    @Test
    void remembersLinkedKeysUntilTheVisitorIsDeleted() {
        ProfileUpdate linked =
                new ProfileUpdate.Pushed(JANE, at(1), Map.of("vip", true), Set.of(ProfileKey.anonymous("A-1")));
        assertEquals(Set.of("anonymous_id:a-1"), merged(linked).links());
        assertEquals(Set.of(), merged(linked, delete(2)).links());
        assertEquals(Set.of(), merged(delete(2), linked).links());
    }

    @Test
    void forgetsWhatWentAwayLongAgo() {
        ProfileRecord record = merged(delete(1), push(2, "plan", null), push(3, "vip", true));
        ProfileRecord forgotten = record.forgetGoneBefore(at(10));
        assertEquals(merged(push(3, "vip", true)), forgotten);
        assertSame(forgotten, forgotten.forgetGoneBefore(at(10)));
    }

    @Test
    void survivesBeingStored() {
        ProfileRecord record = merged(
                push(5, "vip", true),
                push(5, "gone", null),
                pull(6, Map.of("name", trait("Zoë 日本", 4), "list", trait(List.of(1L, "a"), 3))),
                delete(2),
                new ProfileUpdate.Pushed(JANE, at(7), Map.of(), Set.of(ProfileKey.anonymous("a-1"))));
        ProfileRecord read = ProfileRecord.fromBytes(record.toBytes());
        assertEquals(record, read);
        assertEquals(record.profile(), read.profile());
        assertEquals(record.links(), read.links());
    }

    @Test
    void damagedBytesAreRefusedAndNothingElse() {
        byte[] bytes = merged(push(5, "vip", true), pull(6, Map.of("name", trait("Zoë", 4))))
                .toBytes();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (int n = random.nextInt(4); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                ProfileRecord read = ProfileRecord.fromBytes(damaged);
                assertEquals(read, ProfileRecord.fromBytes(read.toBytes()));
            } catch (IllegalArgumentException expected) {
                // Any other exception or error fails the test.
            }
        }
    }

    @Test
    void aNewerFormatIsRefusedByName() {
        byte[] bytes = ProfileRecord.empty().toBytes();
        bytes[0] = 99;
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ProfileRecord.fromBytes(bytes));
        assertTrue(String.valueOf(e.getMessage()).contains("format 99"), e.getMessage());
    }

    /** The law that everything else rests on: any order, and any repetition, ends in an equal record. */
    @Test
    void endsAlikeInEveryOrderOfArrival() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            List<ProfileUpdate> updates = new ArrayList<>();
            Map<Integer, Map<String, TraitValue>> listings = anyListings(random);
            for (int i = random.nextInt(7); i >= 0; i--) {
                updates.add(anyUpdate(random, listings));
            }
            ProfileRecord expected = merged(updates.toArray(new ProfileUpdate[0]));
            for (int order = 0; order < 8; order++) {
                List<ProfileUpdate> shuffled = new ArrayList<>(updates);
                shuffled.add(updates.get(random.nextInt(updates.size())));
                Collections.shuffle(shuffled, random);
                assertEquals(
                        expected,
                        merged(shuffled.toArray(new ProfileUpdate[0])),
                        () -> "seed " + seed + "\n" + updates + "\n" + shuffled);
            }
        }
    }

    /** What the Profiles API would list at each second of one possible history. */
    private static Map<Integer, Map<String, TraitValue>> anyListings(Random random) {
        Map<Integer, Map<String, TraitValue>> listings = new HashMap<>();
        Map<String, TraitValue> listed = new HashMap<>();
        boolean isUndated = random.nextInt(4) == 0;
        for (int second = 0; second < 6; second++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    listed.remove(anyName(random));
                } else {
                    int value = random.nextInt(3);
                    listed.put(anyName(random), isUndated ? TraitValue.undated(value) : trait(value, second));
                }
            }
            listings.put(second, Map.copyOf(listed));
        }
        return listings;
    }

    private static ProfileUpdate anyUpdate(Random random, Map<Integer, Map<String, TraitValue>> listings) {
        int second = random.nextInt(6);
        int kind = random.nextInt(10);
        if (kind == 0) {
            return delete(second);
        }
        if (kind < 6) {
            return new ProfileUpdate.Pushed(
                    JANE,
                    at(second),
                    at(second + random.nextInt(3)),
                    Collections.singletonMap(
                            anyName(random), random.nextInt(4) == 0 ? null : (Object) random.nextInt(3)),
                    random.nextInt(3) == 0 ? Set.of(ProfileKey.anonymous("a" + random.nextInt(2))) : Set.of());
        }
        return pull(second, listings.getOrDefault(second, Map.of()));
    }

    private static String anyName(Random random) {
        return "t" + random.nextInt(2);
    }
}
