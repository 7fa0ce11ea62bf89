package dev.attune.internal.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokensTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final SignedTokens tokens = tokens(KEY, "test");
    private final String token = tokens.sign("user_id:zoë", NOW, DAY);

    private static SignedTokens tokens(String keys, String purpose) {
        return SigningKeys.parse(keys).tokensFor(purpose);
    }

    @Test
    void saysWhatWasSigned() {
        assertEquals(new SignedToken("user_id:zoë", NOW, NOW.plus(DAY)), tokens.read(token, NOW));
        assertEquals("", read(tokens.sign("", NOW, DAY)).content());
    }

    private SignedToken read(String text) {
        SignedToken read = tokens.read(text, NOW);
        assertNotNull(read, text);
        return read;
    }

    @Test
    void fitsIntoACookieAQueryAndAPath() {
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        assertTrue(tokens.sign("user_id:97980cfea0067", NOW, DAY).length() < 120);
    }

    @Test
    void isValidUntilItExpires() {
        assertNotNull(tokens.read(token, NOW.plus(DAY).minusMillis(1)));
        assertNull(tokens.read(token, NOW.plus(DAY)));
        assertNull(tokens.read(token, NOW.plus(DAY.multipliedBy(1000))));
        assertNull(tokens.read(tokens.sign("a", NOW, Duration.ZERO), NOW));
    }

    @Test
    void onlyATokenThatWasValidHasExpired() {
        assertFalse(tokens.hasExpired(token, NOW.plus(DAY).minusMillis(1)));
        assertTrue(tokens.hasExpired(token, NOW.plus(DAY)));
        assertFalse(tokens.hasExpired(token + "A", NOW.plus(DAY)));
        assertFalse(tokens.hasExpired(token.substring(1), NOW.plus(DAY)));
        assertFalse(tokens.hasExpired("", NOW.plus(DAY)));
    }

    @Test
    void isNotValidLongBeforeItWasIssued() {
        assertNotNull(tokens.read(token, NOW.minusSeconds(300)));
        assertNull(tokens.read(token, NOW.minusSeconds(301)));
    }

    @Test
    void isOfNoUseForAnotherPurpose() {
        assertNull(tokens(KEY, "preview").read(token, NOW));
        assertNull(tokens(KEY, "").read(token, NOW));
        assertNull(tokens(KEY, "tes").read(tokens(KEY, "test").sign("x", NOW, DAY), NOW));
    }

    @Test
    void isOfNoUseAtASiteWithOtherKeys() {
        assertNull(tokens(OTHER_KEY, "test").read(token, NOW));
    }

    @Test
    void staysValidWhileItsKeyIsAmongTheSites() {
        SignedTokens rotated = tokens(OTHER_KEY + " , " + KEY, "test");
        assertNotNull(rotated.read(token, NOW));
        String fresh = rotated.sign("new", NOW, DAY);
        assertNull(tokens.read(fresh, NOW), "the first key signs");
        assertNotNull(tokens(OTHER_KEY, "test").read(fresh, NOW));
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertNull(tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(forged), NOW), "bit " + bit);
        }
    }

    @Test
    void noPartOfItIsValid() {
        for (int length = 0; length < token.length(); length++) {
            assertNull(tokens.read(token.substring(0, length), NOW), "the first " + length);
            assertNull(tokens.read(token.substring(token.length() - length), NOW), "the last " + length);
        }
    }

    @Test
    void thereIsOneWayToWriteIt() {
        for (int spare = 0; spare < 4; spare++) {
            String signed = tokens.sign("x".repeat(spare), NOW, DAY);
            for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
                String other = signed.substring(0, signed.length() - 1) + c;
                assertEquals(other.equals(signed), tokens.read(other, NOW) != null, other);
            }
        }
        assertNull(tokens.read(token + "=", NOW));
        assertNull(tokens.read(token + "==", NOW));
        assertNull(tokens.read(" " + token, NOW));
        assertNull(tokens.read(token.replaceFirst("(.{20})", "$1\n"), NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AQ",
                "====",
                "not base64!",
                "+/+/",
                "\u0000",
                "\uD800",
                "AQAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "null"
            })
    void garbageIsNoToken(String garbage) {
        assertNull(tokens.read(garbage, NOW));
    }

    @Test
    void randomBytesAreNoToken() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 5) {
                bytes[0] = 1;
                System.arraycopy(Base64.getUrlDecoder().decode(token), 1, bytes, 1, 4);
            }
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertNull(tokens.read(text, NOW), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void aHugeTextIsNotEvenDecoded() {
        assertNull(tokens.read("A".repeat(10_000_000), NOW));
        assertThrows(IllegalArgumentException.class, () -> tokens.sign("x".repeat(4096), NOW, DAY));
        String longest = tokens.sign("x".repeat(3000), NOW, DAY);
        assertEquals("x".repeat(3000), read(longest).content());
    }

    @Test
    void twoPurposesShareNoSignature() {
        byte[] one = Base64.getUrlDecoder().decode(tokens(KEY, "one").sign("x", NOW, DAY));
        byte[] other = Base64.getUrlDecoder().decode(tokens(KEY, "other").sign("x", NOW, DAY));
        assertNotEquals(
                new String(one, one.length - 32, 32, StandardCharsets.ISO_8859_1),
                new String(other, other.length - 32, 32, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "0123456789abcdef0123456789abcde",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "0123456789abcdef0123456789abcdef,",
                ",0123456789abcdef0123456789abcdef",
                "0123456789abcdef 0123456789abcdef",
                "0123456789abcdef0123456789abcdéf"
            })
    void refusesAWeakKeyWithoutShowingIt(String keys) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> SigningKeys.parse(keys))
                .getMessage());
        assertFalse(message.contains("abcdef") || message.contains("short") || message.contains("aaaa"), message);
    }

    @Test
    void refusesMoreKeysThanAnybodyNeeds() {
        assertThrows(IllegalArgumentException.class, () -> SigningKeys.parse((KEY + ",").repeat(8) + KEY));
        assertFalse(SigningKeys.parse(KEY).toString().contains("abcdef"));
    }
}
