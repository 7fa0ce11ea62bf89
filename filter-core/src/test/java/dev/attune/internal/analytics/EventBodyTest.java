package dev.attune.internal.analytics;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.json.JsonReader;
import dev.attune.internal.segment.CallRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventBodyTest {
    private static final EventBody BODY = new EventBody("192.0.2.7", Map.of("country", "DE"));

    @Test
    void theKeyGoesAndTheServersOwnKnowledgeComes() {
        Map<?, ?> event = event(
                "{\"type\":\"track\",\"writeKey\":\"k\",\"context\":{\"ip\":\"1.1.1.1\",\"edge\":{\"country\":\"XX\"},"
                        + "\"library\":{\"name\":\"analytics.js\",\"via\":\"x\"},\"locale\":\"de\"},\"userId\":\"k\"}");
        assertFalse(event.containsKey("writeKey"));
        assertEquals("k", event.get("userId"), "a user id that equals the key stays");
        Map<?, ?> context = object(event.get("context"));
        assertEquals("192.0.2.7", context.get("ip"));
        assertEquals(Map.of("country", "DE"), context.get("edge"));
        assertEquals("de", context.get("locale"));
        Map<?, ?> library = object(context.get("library"));
        assertEquals("analytics.js", library.get("name"));
        assertTrue(String.valueOf(library.get("via")).startsWith("attune/"), library::toString);
    }

    @Test
    void namesCountAsWhatTheySayAndAsOftenAsTheyStandThere() {
        for (String hidden : List.of(
                "{\"writ\\u0065Key\":\"k\",\"context\":{\"\\u0069p\":\"1.1.1.1\"}}",
                "{\"writeKey\":\"k\",\"writeKey\":\"k\",\"context\":{\"ip\":1,\"ip\":\"1.1.1.1\"}}",
                "{\"context\":{\"ip\":\"1.1.1.1\"},\"context\":{\"edge\":{}},\"writeKey\":[\"k\"]}",
                "{\"context\":null,\"writeKey\":{}}",
                "{\"context\":[],\"writeKey\":null}",
                " { } ")) {
            byte[] sent = BODY.of(EventKind.PAGE, hidden.getBytes(StandardCharsets.UTF_8));
            String text = new String(sent, StandardCharsets.UTF_8);
            assertFalse(text.contains("writ") || text.contains("1.1.1.1"), text);
            Map<?, ?> event = object(new JsonReader(sent).nextValue());
            assertEquals("192.0.2.7", object(event.get("context")).get("ip"), text);
            assertEquals(1, text.split("\"context\"", -1).length - 1, text);
        }
    }

    @Test
    void allElseKeepsItsBytes() {
        String kept = "\"properties\" : {\"a\":[1.50, -0e+1 ,\"\\ud83d\\ude00\\/ü\",{}],\"b\":9007199254740993}";
        String text = new String(
                BODY.of(EventKind.TRACK, ("{" + kept + "}").getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("{" + kept + ","), text);
    }

    @Test
    void eachEventOfABatchIsTreatedAlikeAndTheBatchSaysNothingOverIt() {
        Map<?, ?> batch = object(new JsonReader(BODY.of(
                        EventKind.BATCH,
                        ("{\"writeKey\":\"k\",\"context\":{\"ip\":\"1.1.1.1\",\"x\":1},\"batch\":[{\"writeKey\":\"k\"},"
                                        + "{\"context\":{\"ip\":\"1.1.1.1\"}}],\"sentAt\":\"now\"}")
                                .getBytes(StandardCharsets.UTF_8)))
                .nextValue());
        assertFalse(batch.toString().contains("1.1.1.1") || batch.toString().contains("writeKey"), batch::toString);
        for (Object event : (List<?>) requireNonNull(batch.get("batch"))) {
            Map<?, ?> context = object(object(event).get("context"));
            assertEquals("192.0.2.7", context.get("ip"));
        }
        assertEquals("now", batch.get("sentAt"));
    }

    @Test
    void whatIsNoJsonOfTheKindIsRefused() {
        for (String bad : List.of(
                "",
                "x",
                "[]",
                "{",
                "{}}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{a:1}",
                "{\"a\":tru}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "\"{}\"",
                "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
                "{\"a\":-}",
                "{\"a\"")) {
            assertEquals(400, refusal(EventKind.TRACK, bad), bad);
        }
        for (String bad : List.of("{}", "{\"batch\":{}}", "{\"batch\":[1]}", "{\"batch\":null}")) {
            assertEquals(400, refusal(EventKind.BATCH, bad), bad);
        }
        byte[] malformed = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        assertEquals(
                400,
                assertThrows(CallRefused.class, () -> BODY.of(EventKind.TRACK, malformed))
                        .status());
        assertEquals(413, refusal(EventKind.BATCH, "{\"batch\":[{\"a\":\"" + "x".repeat(33_000) + "\"}]}"));
    }

    @Test
    void aBatchOfVeryManySmallEventsDoesNotGrowWithoutBounds() {
        String empty = "{},".repeat(160_000) + "{}";
        assertEquals(413, refusal(EventKind.BATCH, "{\"batch\":[" + empty + "]}"));
        int sent = BODY.of(
                        EventKind.BATCH, ("{\"batch\":[" + "{},".repeat(999) + "{}]}").getBytes(StandardCharsets.UTF_8))
                .length;
        assertTrue(sent < 1_000_000, () -> sent + " bytes");
    }

    @Test
    void aPlaceThatIsNotKnownIsNotMadeUp() {
        byte[] sent = new EventBody("0.0.0.0", Map.of())
                .of(EventKind.TRACK, "{\"context\":{\"edge\":{\"country\":\"XX\"}}}".getBytes(StandardCharsets.UTF_8));
        String text = new String(sent, StandardCharsets.UTF_8);
        assertFalse(text.contains("edge"), text);
        assertTrue(text.contains("\"ip\":\"0.0.0.0\""), text);
    }

    private static int refusal(EventKind kind, String body) {
        return assertThrows(CallRefused.class, () -> BODY.of(kind, body.getBytes(StandardCharsets.UTF_8)), body)
                .status();
    }

    private static Map<?, ?> event(String body) {
        return object(new JsonReader(BODY.of(EventKind.TRACK, body.getBytes(StandardCharsets.UTF_8))).nextValue());
    }

    private static Map<?, ?> object(@Nullable Object json) {
        return (Map<?, ?>) requireNonNull(json);
    }
}
