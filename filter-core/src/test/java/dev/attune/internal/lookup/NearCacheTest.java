package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NearCacheTest {
    private static final int MEGABYTE = 1_000_000;

    private final NearCache cache = new NearCache(100_000, 10 * MEGABYTE);

    @AfterEach
    void close() {
        cache.close();
    }

    private static ProfileKey key(String name, int number) {
        return ProfileKey.user(name + number);
    }

    private void put(ProfileKey key, int bytes) {
        ProfileRecord record = ProfileRecord.empty()
                .merge(new ProfileUpdate.Pulled(
                        key, Instant.now(), Map.of("text", new TraitValue("x".repeat(bytes), Instant.now()))));
        cache.put(key, CachedProfile.found(record, 1, 1), cache.stamp(key));
    }

    private int cached(String name, int count) {
        return (int) IntStream.range(0, count)
                .mapToObj(i -> cache.get(key(name, i)))
                .filter(Objects::nonNull)
                .count();
    }

    @Test
    void holdsNoMoreBytesThanItMay() {
        for (int i = 0; i < 100; i++) {
            put(key("heavy", i), MEGABYTE / 2);
        }
        int held = cached("heavy", 100);
        assertTrue(held >= 1 && held <= 20, () -> held + " profiles of half a megabyte");
    }

    @Test
    void heavyProfilesDriveOutNoOthers() {
        for (int i = 0; i < 1_000; i++) {
            put(key("light", i), 1_000);
        }
        for (int i = 0; i < 200; i++) {
            put(key("heavy", i), MEGABYTE / 2);
        }
        assertEquals(1_000, cached("light", 1_000));
    }

    @Test
    void ofLightProfilesThoseStayThatPagesAskFor() {
        for (int i = 0; i < 20_000; i++) {
            put(key("once", i), 1_000);
            for (int j = 0; j < 5; j++) {
                CachedProfile often = cache.get(key("often", j));
                if (often == null) {
                    put(key("often", j), 1_000);
                } else {
                    often.use();
                }
            }
        }
        assertEquals(5, cached("often", 5));
        assertTrue(cached("once", 20_000) < 7_500);
    }

    @Test
    void aProfileThatTakesAnEighthOfItAllIsNotKept() {
        put(key("huge", 0), 2 * MEGABYTE);
        assertEquals(0, cached("huge", 1));
    }

    @Test
    void strangersDriveOutNoProfile() {
        put(key("known", 0), 100);
        for (int i = 0; i < 200_000; i++) {
            ProfileKey stranger = ProfileKey.anonymous("stranger" + i);
            cache.put(stranger, CachedProfile.unknown(1), cache.stamp(stranger));
        }
        assertNotNull(cache.get(key("known", 0)));
    }
}
