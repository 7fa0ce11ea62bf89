package dev.attune.internal.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.token.SigningKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeCodesTest {
    private static final SigningKeys KEYS = SigningKeys.parse("0123456789abcdef0123456789abcdef");
    private static final SigningKeys OTHERS = SigningKeys.parse("fedcba9876543210fedcba9876543210");
    private static final Outcome FIRST = new Outcome(List.of(0, 1));
    private static final Outcome SECOND = new Outcome(List.of(1, 0));
    private static final OutcomeSpace SPACE = new OutcomeSpace(Map.of(FIRST, "first", SECOND, "second"));

    @Test
    void allNodesGiveAnOutcomeTheSameCodeAndEachOutcomeItsOwn() {
        OutcomeCodes codes = OutcomeCodes.of(KEYS, "/shop", "1", SPACE);
        assertEquals(codes.of(FIRST), OutcomeCodes.of(KEYS, "/shop", "1", SPACE).of(FIRST));
        assertNotEquals(codes.of(FIRST), codes.of(SECOND));
        assertTrue(String.valueOf(codes.of(FIRST)).matches("[A-Za-z0-9_-]{22}"));
    }

    @Test
    void aCodeIsForeignToOtherKeysSitesAndRules() {
        String code = OutcomeCodes.of(KEYS, "/shop", "1", SPACE).of(FIRST);
        assertNotEquals(code, OutcomeCodes.of(OTHERS, "/shop", "1", SPACE).of(FIRST));
        assertNotEquals(code, OutcomeCodes.of(KEYS, "/blog", "1", SPACE).of(FIRST));
        assertNotEquals(code, OutcomeCodes.of(KEYS, "/shop", "2", SPACE).of(FIRST));
    }

    @Test
    void aCodeIsForeignToRulesOfCodeThatDecideSomethingElse() {
        OutcomeSpace others = new OutcomeSpace(Map.of(FIRST, "third", SECOND, "second"));
        assertNotEquals(
                OutcomeCodes.of(KEYS, "", "1", SPACE).of(FIRST),
                OutcomeCodes.of(KEYS, "", "1", others).of(FIRST));
    }

    @Test
    void anOutcomeThatWasNotForeseenHasNoCode() {
        assertNull(OutcomeCodes.of(KEYS, "", "1", SPACE).of(new Outcome(List.of(-1, 0))));
        assertNull(OutcomeCodes.NONE.of(FIRST));
    }

    @Test
    void theCodesOfFormerRulesAreKnownToBeGone() {
        OutcomeCodes former = OutcomeCodes.of(KEYS, "", "1", SPACE);
        assertEquals(2, former.without(OutcomeCodes.of(KEYS, "", "2", SPACE)).size());
        assertEquals(List.of(), former.without(former));
    }
}
