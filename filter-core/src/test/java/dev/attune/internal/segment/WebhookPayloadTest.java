package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.ProfileUpdate.Deleted;
import dev.attune.profile.ProfileUpdate.Pushed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPayloadTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant THEN = Instant.parse("2026-11-20T08:00:00.123Z");
    private static final ProfileKey JANE = ProfileKey.user("jane");

    private static WebhookPayload read(String json) {
        return WebhookPayload.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** An event of Engage: single quotes stand for double ones. */
    private static String engage(String computationClass, String fields) {
        return ("{'timestamp':'2026-11-20T08:00:00.123Z','userId':'Jane','integrations':{'All':false},"
                        + "'context':{'personas':{'computation_class':'" + computationClass
                        + "','computation_key':'aud_1','namespace':'spa_1','space_id':'spa_1'}}," + fields + "}")
                .replace('\'', '"');
    }

    private static void assertPushes(Map<String, Object> traits, String json) {
        assertEquals(
                List.of(new Pushed(JANE, THEN, NOW, new HashMap<>(traits), Set.of())),
                read(json).updates());
    }

    @Test
    void anAudienceComesAsIdentify() {
        assertPushes(
                Map.of("big_spenders", true), engage("audience", "'type':'identify','traits':{'big_spenders':true}"));
        assertPushes(
                Map.of("big_spenders", false),
                engage("audience", "'type':'identify','traits':{'big_spenders':'false'}"));
    }

    @Test
    void anAudienceComesAsTrackUnderWhateverEventName() {
        assertPushes(
                Map.of("big_spenders", true),
                engage(
                        "audience",
                        "'type':'track','event':'Renamed','properties':{'audience_key':'big_spenders','big_spenders':true,'x':1}"));
    }

    @Test
    void aComputedTraitComesInBothFormsAndUnderBothClassNames() {
        for (String name : List.of("trait", "computed_trait")) {
            assertPushes(Map.of("orders", 7L), engage(name, "'type':'identify','traits':{'orders':7}"));
            assertPushes(
                    Map.of("orders", 7L),
                    engage(
                            name,
                            "'type':'track','event':'Trait Computed','properties':{'trait_key':'orders','orders':7}"));
        }
    }

    @Test
    void aJourneyComesWithAndWithoutItsKey() {
        assertPushes(Map.of("j_o_1", "true"), engage("journey", "'type':'identify','traits':{'j_o_1':'true'}"));
        assertPushes(
                Map.of("j_o_1", "true"),
                engage("journey", "'type':'track','event':'x','properties':{'j_o_1':'true','step':3}"));
        assertPushes(
                Map.of("recent_buyer", true),
                engage("journey", "'type':'track','properties':{'audience_key':'j_o_1','recent_buyer':true,'step':3}"));
    }

    @Test
    void aJourneyBringsTheTraitsThatTraitEnrichmentAddsBesideItsMembership() {
        assertPushes(
                Map.of("recent_buyer", true, "newsletter", false),
                engage(
                        "audience",
                        "'type':'track','properties':{'audience_key':'j_o_1','recent_buyer':true,'newsletter':false}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"identify\",\"userId\":\"jane\"}",
                "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":null}",
                "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{}}",
                "{\"type\":\"identify\",\"traits\":{\"email\":\"ann@example.com\",\"vip\":true}}"
            })
    void anIdentifyThatNamesNoTraitOrNoIdOfAVisitorIsIgnored(String json) {
        WebhookPayload payload = read(json);
        assertEquals(List.of(), payload.updates());
        assertEquals(1, payload.ignored());
        assertEquals(List.of(), payload.failures());
    }

    static List<String> valuesBeyondALimit() {
        return List.of(
                "[".repeat(33) + "]".repeat(33),
                "{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000),
                "1".repeat(65),
                "1e400",
                "-1e400",
                "{\"" + "n".repeat(513) + "\":1}",
                "{\"deep\":[{\"" + "n".repeat(513) + "\":[1,2,{}]},2],\"after\":[]}",
                "[" + "0,".repeat(20_000) + "0]");
    }

    @ParameterizedTest
    @MethodSource("valuesBeyondALimit")
    void anEventBeyondALimitFailsAlone(String value) {
        String good = "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":1}}";
        String bad = "{\"type\":\"identify\",\"traits\":{\"y\":" + value + ",\"z\":1},\"userId\":\"bob\"}";
        WebhookPayload payload = read("[" + bad + "," + good + "," + bad + "," + good + "]");
        assertEquals(
                List.of(JANE, JANE),
                payload.updates().stream().map(ProfileUpdate::key).toList());
        assertEquals(2, payload.ignored());
        assertEquals(2, payload.failures().size());
    }

    @Test
    void aJourneyStepBringsItsTraitsAndItsContext() {
        assertPushes(
                Map.of("first_name", "Jane", "aud_1", Map.of("cart", 3L)),
                engage(
                        "journey_step",
                        "'type':'track','event':'Any','properties':{'first_name':'Jane','journey_context':{'cart':3},"
                                + "'journey_metadata':{'id':1}}"));
    }

    @Test
    void anotherTrackCallSaysNothingOfAProfile() {
        WebhookPayload payload =
                read("{\"type\":\"track\",\"userId\":\"jane\",\"event\":\"Clicked\",\"properties\":{\"x\":true}}");
        assertEquals(List.of(), payload.updates());
        assertEquals(1, payload.ignored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "screen", "group", "alias", "something new"})
    void otherKindsAreIgnored(String type) {
        assertEquals(1, read("{\"type\":\"" + type + "\",\"userId\":\"jane\"}").ignored());
    }

    @Test
    void aDeletionNamesItsTime() {
        assertEquals(
                List.of(new Deleted(JANE, THEN)),
                read("{\"type\":\"delete\",\"userId\":\"JANE\",\"timestamp\":\"2026-11-20T08:00:00.123Z\"}")
                        .updates());
    }

    @Test
    void anonymousVisitorsAndLinksAreSeen() {
        assertEquals(
                List.of(new Pushed(ProfileKey.anonymous("a-1"), NOW, Map.of("x", 1L))),
                read("{\"type\":\"identify\",\"anonymousId\":\"A-1\",\"traits\":{\"x\":1}}")
                        .updates());
        assertEquals(
                List.of(new Pushed(ProfileKey.user("17"), NOW, Map.of("x", 1L), Set.of(ProfileKey.anonymous("a-1")))),
                read("{\"type\":\"identify\",\"userId\":17,\"anonymousId\":\"A-1\",\"traits\":{\"x\":1}}")
                        .updates());
    }

    @Test
    void aNullTakesATraitAway() {
        ProfileUpdate update = read("{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":null}}")
                .updates()
                .get(0);
        assertEquals(new Pushed(JANE, NOW, Collections.singletonMap("x", (Object) null)), update);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"9999-01-01T00:00:00Z\"", "\"yesterday\"", "17", "null", "\"1900-01-01T00:00:00Z\""})
    void aTimeThatCannotBeRightIsNow(String timestamp) {
        ProfileUpdate update = read("{\"type\":\"identify\",\"userId\":\"jane\",\"timestamp\":" + timestamp
                        + ",\"traits\":{\"x\":1}}")
                .updates()
                .get(0);
        assertEquals(new Pushed(JANE, NOW, Map.of("x", 1L)), update);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "17",
                "null",
                "{}",
                "{\"type\":\"identify\",\"userId\":\"\",\"traits\":{\"x\":1}}",
                "{\"type\":\"identify\",\"userId\":\"a\\u0000b\",\"traits\":{\"x\":1}}",
                "{\"type\":\"identify\",\"userId\":{\"a\":1},\"traits\":{\"x\":1}}",
                "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":\"text\"}",
                "{\"type\":\"delete\"}",
                "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":1}} more",
                "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":1e999999999}}",
                "[{\"type\":\"identify\""
            })
    void whatWillNeverWorkIsRefused(String json) {
        CallRefused e = assertThrows(CallRefused.class, () -> read(json));
        assertEquals(400, e.status());
        assertTrue(String.valueOf(e.getMessage()).lines().count() == 1);
    }

    @Test
    void deepAndLongInputIsRefusedWithoutFallingOver() {
        for (String value : List.of("[".repeat(100_000), "1".repeat(100_000), "\"" + "x".repeat(1_000_000))) {
            assertThrows(
                    CallRefused.class,
                    () -> read("{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":" + value + "}}"));
        }
        String many = "{\"x\":1}".repeat(1).replace("1", "[" + "0,".repeat(50_000) + "0]");
        assertThrows(
                CallRefused.class, () -> read("{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":" + many + "}"));
    }

    @Test
    void aBatchKeepsItsOrderAndOneBadEventDoesNotStopIt() {
        WebhookPayload payload =
                read("[{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":1}},{\"type\":\"page\"},"
                        + "{\"type\":\"identify\"},17,{\"type\":\"delete\",\"userId\":\"jane\"}]");
        assertEquals(
                List.of(new Pushed(JANE, NOW, Map.of("x", 1L)), new Deleted(JANE, NOW.plus(4, ChronoUnit.MICROS))),
                payload.updates());
        assertEquals(3, payload.ignored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0130", "\u212A"})
    void anIdThatGrowsOrFoldsInLowerCaseCostsItsOwnEventAlone(String letter) {
        String bad = "{\"type\":\"identify\",\"userId\":\"" + letter.repeat(129) + "\",\"traits\":{\"x\":1}}";
        WebhookPayload payload = read("[" + event("jane", 1) + "," + bad + "," + event("jane", 2) + "]");
        assertEquals(
                List.of(JANE, JANE),
                payload.updates().stream().map(ProfileUpdate::key).toList());
        assertEquals(1, payload.ignored());
    }

    @Test
    void anIdMeetsTheCookiesOfTheSameVisitorWhateverSpacesAreAroundIt() {
        assertEquals(
                List.of(new Pushed(JANE, NOW, Map.of("x", 1L))),
                read(event(" Jane\\t", 1)).updates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "undefined", "null", "-1", "0000-0000", "[object Object]", "NaN"})
    void aPlaceholderInPlaceOfAUserIdIsNoUser(String placeholder) {
        String event = "{\"type\":\"identify\",\"userId\":\"" + placeholder
                + "\",\"anonymousId\":\"a-1\",\"traits\":{\"x\":1}}";
        assertEquals(
                List.of(new Pushed(ProfileKey.anonymous("a-1"), NOW, Map.of("x", 1L))),
                read(event).updates());
    }

    private static String event(String user, int x) {
        return "{\"type\":\"identify\",\"userId\":\"" + user + "\",\"traits\":{\"x\":" + x + "}}";
    }

    @Test
    void theOrderOfABatchDecidesBetweenEventsOfOneTime() {
        String event =
                "{\"type\":\"identify\",\"userId\":\"jane\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"traits\":{\"x\":%s}}";
        ProfileRecord record = ProfileRecord.empty();
        for (ProfileUpdate update : read("[" + event.formatted("true") + "," + event.formatted("false") + "]")
                .updates()) {
            record = record.merge(update);
        }
        assertEquals(Map.of("x", false), record.profile().traits());
    }

    @Test
    void whoComesBackInTheBatchOfADeletionIsKnown() {
        ProfileRecord record = ProfileRecord.empty();
        for (ProfileUpdate update : read("[{\"type\":\"delete\",\"userId\":\"jane\"},"
                        + "{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"x\":1}}]")
                .updates()) {
            record = record.merge(update);
        }
        assertEquals(Map.of("x", 1L), record.profile().traits());
    }

    @Test
    void anyBytesEitherReadOrAreRefused() {
        byte[] event = engage("audience", "'type':'identify','traits':{'big':true,'n':[1,{'a':null}]}")
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = java.util.Arrays.copyOf(event, random.nextInt(event.length + 1));
            for (int n = random.nextInt(5); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(WebhookPayload.read(damaged, NOW).ignored() >= 0);
            } catch (CallRefused expected) {
                assertEquals(400, expected.status());
            }
        }
    }
}
