package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidatorTest {
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LATER = "Mon, 07 Nov 1994 08:49:37 GMT";

    @Test
    void aTagTellsWhatTheAppSentAndWhatWasDecided() {
        assertEquals(tag("\"v1\"", null, "eu"), tag("\"v1\"", null, "eu"));
        assertNotEquals(tag("\"v1\"", null, "eu"), tag("\"v1\"", null, "us"));
        assertNotEquals(tag("\"v1\"", null, "eu"), tag("\"v2\"", null, "eu"));
        assertNotEquals(tag(null, DATE, "eu"), tag(null, LATER, "eu"));
    }

    @Test
    void theAppGetsItsOwnTagBack() {
        for (String own : new String[] {"\"v1\"", "W/\"1-2\"", "\"\"", "\"a,b~attune.\""}) {
            String sent = tag(own, DATE, "eu");
            assertTrue(Validator.isOurs(sent));
            assertEquals(own, Validator.withoutSuffix(sent));
            assertEquals("\"x\", " + own + ", \"y\"", Validator.withoutSuffix("\"x\", " + sent + ", \"y\""));
        }
    }

    @Test
    void aCopyIsGoodWhenOneOfItsTagsIsTheTag() {
        String tag = tag("\"v1\"", null, "eu");
        assertTrue(isGood(tag, tag));
        assertTrue(isGood("W/" + tag, tag));
        assertTrue(isGood("\"a\", " + tag + " ,\"b\"", tag));
        assertFalse(isGood(tag("\"v1\"", null, "us"), tag));
        assertFalse(isGood("\"v1\"", tag));
        assertFalse(isGood("\"x" + tag, "\"v1\""));
        assertFalse(isGood("", tag));
    }

    @Test
    void anyCopyIsGoodForWhatIsTheSameForAllAndNeverForAPage() {
        assertTrue(Validator.isNotModified("*", null, "\"v1\"", null, false));
        assertFalse(Validator.isNotModified("*", null, "\"v1\"", null, true));
    }

    @Test
    void aDateCountsOnlyWhereNoTagWasSent() {
        assertTrue(Validator.isNotModified(null, DATE, "\"v1\"", DATE, false));
        assertTrue(Validator.isNotModified(null, LATER, null, DATE, false));
        assertFalse(Validator.isNotModified(null, DATE, null, LATER, false));
        assertFalse(Validator.isNotModified("\"v0\"", LATER, "\"v1\"", DATE, false));
        assertFalse(Validator.isNotModified(null, "yesterday", null, DATE, false));
        assertFalse(Validator.isNotModified(null, null, "\"v1\"", DATE, false));
    }

    private static boolean isGood(String ifNoneMatch, String tag) {
        return Validator.isNotModified(ifNoneMatch, null, tag, null, true);
    }

    private static String tag(@Nullable String appTag, @Nullable String lastModified, String fingerprint) {
        return Validator.tag(appTag, lastModified, fingerprint);
    }
}
