package dev.attune.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileKeyTest {
    @Test
    void neverThrowsAndKeepsItsKeysWithinTheLimitsWhateverTheText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(300);
            boolean isPlain = random.nextBoolean();
            while (text.length() < length) {
                text.append((char) (isPlain ? ' ' + random.nextInt(0x180) : random.nextInt(0x10000)));
            }
            ProfileKey key = ProfileKey.of(ProfileKey.USER_ID, text.toString());
            if (key != null) {
                assertTrue(key.id().length() <= ProfileKey.MAX_ID_LENGTH, "seed " + seed);
                assertEquals(key, ProfileKey.of(ProfileKey.USER_ID, key.id()), "seed " + seed);
                assertEquals(key, ProfileKey.parse(key.toString()), "seed " + seed);
            }
        }
    }

    @Test
    void takesLettersWithoutASingleLowerCaseOfTheirOwnForNoId() {
        for (String id : new String[] {"\u0130", "\u212Aate", "\u212Bsa", "\u2126", "\u01C5", "\u03F4"}) {
            assertNull(ProfileKey.of(ProfileKey.USER_ID, id), id);
        }
        for (String id : new String[] {"\u00C5sa", "\u1E9E", "\u03A9", "\u0397\u03A3", "I", "\uD801\uDC00"}) {
            assertNotNull(ProfileKey.of(ProfileKey.USER_ID, id), id);
        }
    }

    @Test
    void takesHalvesOfCharactersForNoId() {
        assertNull(ProfileKey.of(ProfileKey.USER_ID, "a\uD83D"));
        assertNull(ProfileKey.of(ProfileKey.USER_ID, "\uDE00a"));
        assertNotNull(ProfileKey.of(ProfileKey.USER_ID, "\uD83D\uDE00"));
    }

    @Test
    void ordersKeysAsTheirEqualityHasIt() {
        ProfileKey user = ProfileKey.user("a");
        assertEquals(0, user.compareTo(ProfileKey.user("A")));
        assertTrue(user.compareTo(ProfileKey.anonymous("a")) != 0);
        assertTrue(user.compareTo(ProfileKey.user("b")) < 0);
    }
}
