package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T11:22:33.123456Z|2026-11-23T11:22:33.123456Z",
                "2026-11-23T11:22:33.123Z|2026-11-23T11:22:33.123Z",
                "2026-11-23T11:22:33z|2026-11-23T11:22:33Z",
                "2026-11-23t11:22Z|2026-11-23T11:22:00Z",
                "2026-11-23T13:22:33+02:00|2026-11-23T11:22:33Z",
                "2026-11-23T11:22:33.5+0000|2026-11-23T11:22:33.5Z",
                "2026-11-23T06:22:33-0500|2026-11-23T11:22:33Z",
                "2026-11-23T13:22:33+02|2026-11-23T11:22:33Z",
                "2026-11-23 11:22:33 +0000|2026-11-23T11:22:33Z",
                "2026-11-23T11:22:33.123456|2026-11-23T11:22:33.123456Z",
                "2026-11-23 11:22:33|2026-11-23T11:22:33Z",
                "2026-11-23|2026-11-23T00:00:00Z",
                "1795432953|2026-11-23T11:22:33Z",
                "1795432953.25|2026-11-23T11:22:33.25Z",
                "1795432953123|2026-11-23T11:22:33.123Z",
                "1795432953123456|2026-11-23T11:22:33.123456Z",
                "1795432953123456789|2026-11-23T11:22:33.123456789Z"
            })
    void readsATimeAsSendersWriteIt(String text, Instant expected) {
        assertEquals(expected, EventTime.read(text));
        assertEquals(expected, EventTime.read(" " + text + "\n"));
    }

    @Test
    void readsANumberAsTheTimeSinceTheEpoch() {
        assertEquals(Instant.parse("2026-11-23T11:22:33Z"), EventTime.read(1_795_432_953L));
        assertEquals(Instant.parse("2026-11-23T11:22:33.123Z"), EventTime.read(1_795_432_953_123L));
        assertEquals(Instant.parse("2026-11-23T11:22:33.25Z"), EventTime.read(1_795_432_953.25));
        for (Object none : Arrays.asList(-1L, 1e300, Long.MIN_VALUE, true, Map.of(), null)) {
            assertNull(EventTime.read(none));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01T00:00:00Z",
                "2026-11-23T25:00:00Z",
                "1969-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59Z",
                "2026-11-23T11:22:33+99:00",
                "99999999999999999999999"
            })
    void whatIsNoTimeIsNone(String text) {
        Instant read = EventTime.read(text);
        assertEquals(NOW, read == null ? NOW : EventTime.of(Map.of("timestamp", text), NOW));
    }

    @Test
    void noEventIsLaterThanItsReceipt() {
        assertEquals(NOW, EventTime.of(Map.of("timestamp", "2026-11-23T12:00:01Z"), NOW));
        assertEquals(
                Instant.parse("2026-11-23T11:00:00Z"),
                EventTime.of(Map.of("timestamp", "2026-11-23T19:00:00Z", "receivedAt", "2026-11-23T11:00:00Z"), NOW));
    }

    @Test
    void withoutATimestampTheOtherTimesOfAnEventCount() {
        String earlier = "2026-11-23T10:00:00Z";
        String later = "2026-11-23T11:00:00Z";
        assertEquals(
                Instant.parse(earlier), EventTime.of(Map.of("originalTimestamp", earlier, "receivedAt", later), NOW));
        assertEquals(Instant.parse(later), EventTime.of(Map.of("timestamp", "soon", "receivedAt", later), NOW));
        assertEquals(NOW, EventTime.of(Map.of("receivedAt", "2026-11-24T00:00:00Z"), NOW));
        assertEquals(NOW, EventTime.of(Map.of(), NOW));
    }
}
