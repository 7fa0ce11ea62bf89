package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Assignment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.token.SealedTokens;
import dev.attune.internal.token.SignedTokens;
import dev.attune.internal.token.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SealedTokens SEALED = SigningKeys.random(RANDOM).sealedTokensFor("test", RANDOM);
    private static final Assignment HERO = new Assignment("hero", 1, "/b", false);

    private final SeenTokens tokens = new SeenTokens(() -> SEALED, () -> NOW);

    @Test
    void readWhatTheyWereMadeOf() {
        for (VisitorIds ids : List.of(
                new VisitorIds("anna", "b1"),
                new VisitorIds("anna", null),
                new VisitorIds(null, "b1"),
                new VisitorIds("Zo\u00eb \ud83d\ude00", null))) {
            assertEquals(new SeenTokens.View("/home", "hero", 1, ids), tokens.read(tokens.token("/home", HERO, ids)));
        }
    }

    @Test
    void holdTheLongestIdsBesideTheLongestPath() {
        String id = "\u65e5".repeat(256);
        String path = "/" + "\u65e5".repeat(399);
        assertTrue(SeenTokens.canHold(path));
        assertFalse(SeenTokens.canHold(path + "x"));
        Assignment longest = new Assignment("k".repeat(64), 99, null, false);
        String token = tokens.token(path, longest, new VisitorIds(id, id));
        assertTrue(token.length() <= SignedTokens.MOST_CHARACTERS);
        assertEquals(new SeenTokens.View(path, longest.experiment(), 99, new VisitorIds(id, id)), tokens.read(token));
    }

    @Test
    void expireAfterADay() {
        String token = tokens.token("/home", HERO, new VisitorIds("anna", null));
        Duration day = Duration.ofDays(1);
        assertNull(new SeenTokens(() -> SEALED, () -> NOW.plus(day)).read(token));
        assertTrue(new SeenTokens(() -> SEALED, () -> NOW.plus(day).minusSeconds(1)).read(token) != null);
    }

    @Test
    void areNoneWhereAnythingElseWasSealed() {
        SealedTokens other = SigningKeys.random(RANDOM).sealedTokensFor("test", RANDOM);
        assertNull(tokens.read(other.seal("/home\nhero\n1\nanna\n", NOW, Duration.ofDays(1))));
        assertNull(tokens.read(""));
        assertNull(tokens.read("x".repeat(100_000)));
    }
}
