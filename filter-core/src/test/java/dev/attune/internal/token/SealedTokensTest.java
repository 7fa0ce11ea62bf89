package dev.attune.internal.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealedTokensTest {
    private static final String OLD = "old-key-0123456789-abcdefghijklmnop";
    private static final String NEW = "new-key-0123456789-abcdefghijklmnop";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static SealedTokens tokens(String keys, String purpose) {
        return SigningKeys.parse(keys).sealedTokensFor(purpose, RANDOM);
    }

    @Test
    void sayWhatWasSealedUntilTheyExpire() {
        SealedTokens tokens = tokens(OLD, "seen");
        String token = tokens.seal("/home\nhero\n1\nZo\u00eb\n", NOW, DAY);
        SignedToken opened = tokens.open(token, NOW.plus(DAY).minusSeconds(1));
        assertEquals(new SignedToken("/home\nhero\n1\nZo\u00eb\n", NOW, NOW.plus(DAY)), opened);
        assertNull(tokens.open(token, NOW.plus(DAY)));
        assertNull(tokens.open(token, NOW.minus(DAY)), "from a clock that is a day ahead");
    }

    @Test
    void showTheirHolderNothing() {
        SealedTokens tokens = tokens(OLD, "seen");
        String token = tokens.seal("anna@example.com", NOW, DAY);
        String bytes = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("anna"), bytes);
        assertNotEquals(
                token, tokens.seal("anna@example.com", NOW, DAY), "equal tokens would tell that a visitor is the same");
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
    }

    @Test
    void areNoneWithAnyBitChangedOrAnyByteMissing() {
        SealedTokens tokens = tokens(OLD, "seen");
        byte[] token = Base64.getUrlDecoder().decode(tokens.seal("x", NOW, DAY));
        for (int bit = 0; bit < Byte.SIZE * token.length; bit++) {
            byte[] forged = token.clone();
            forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertNull(tokens.open(text(forged), NOW), "bit " + bit);
        }
        for (int length = 0; length < token.length; length++) {
            assertNull(tokens.open(text(Arrays.copyOf(token, length)), NOW), "length " + length);
        }
        assertNull(tokens.open(text(Arrays.copyOf(token, token.length + 1)), NOW));
    }

    @Test
    void areOfNoUseForAnotherPurposeOrUnderAnotherKey() {
        String token = tokens(OLD, "seen").seal("x", NOW, DAY);
        assertNull(tokens(OLD, "other").open(token, NOW));
        assertNull(tokens(NEW, "seen").open(token, NOW));
        assertNull(SigningKeys.random(RANDOM).sealedTokensFor("seen", RANDOM).open(token, NOW));
        assertEquals(
                new SignedToken("x", NOW, NOW.plus(DAY)),
                tokens(NEW + "," + OLD, "seen").open(token, NOW));
        String signed = SigningKeys.parse(OLD).tokensFor("seen").sign("x", NOW, DAY);
        assertNull(tokens(OLD, "seen").open(signed, NOW));
        assertNull(SigningKeys.parse(OLD).tokensFor("seen").read(token, NOW));
    }

    @Test
    void areNoneWhereTheTextIsAnyOther() {
        SealedTokens tokens = tokens(OLD, "seen");
        for (String text : new String[] {"", "=", "%", "\u20ac", "AA==", "A".repeat(4096), "A".repeat(1_000_000)}) {
            assertNull(tokens.open(text, NOW));
        }
    }

    @Test
    void holdSoMuchAndNoMore() {
        SealedTokens tokens = tokens(OLD, "seen");
        String most = "x".repeat(SealedTokens.MOST_BYTES);
        String token = tokens.seal(most, NOW, DAY);
        assertTrue(token.length() <= SignedTokens.MOST_CHARACTERS);
        assertEquals(new SignedToken(most, NOW, NOW.plus(DAY)), tokens.open(token, NOW));
        assertThrows(IllegalArgumentException.class, () -> tokens.seal(most + "x", NOW, DAY));
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
