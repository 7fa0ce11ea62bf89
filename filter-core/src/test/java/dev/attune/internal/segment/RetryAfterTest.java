package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** The server's clock is three hours behind ours. */
    private static @Nullable Duration read(String retryAfter) {
        return RetryAfter.of(
                HttpHeaders.of(
                        Map.of("Retry-After", List.of(retryAfter), "Date", List.of("Mon, 23 Nov 2026 09:00:00 GMT")),
                        (name, value) -> true),
                NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000",
        "3600, 3600000",
        "99999999999999999999, 31536000000",
        "1.5, 1500",
        "'Mon, 23 Nov 2026 09:00:30 GMT', 30000",
        "'Monday, 23-Nov-26 09:00:30 GMT', 30000",
        "Mon Nov 23 09:00:30 2026, 30000",
        "Tue Dec  1 09:00:00 2026, 691200000",
        "'Mon, 23 Nov 2026 12:00:00 GMT', 10800000"
    })
    void readsSecondsAndTheThreeFormsOfADateByTheServersOwnClock(String header, long millis) {
        assertEquals(Duration.ofMillis(millis), read(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-5", "soon", "", "Mon, 23 Nov 2026 08:00:00 GMT", "Mon Nov 23 08:59:59 2026"})
    void takesAWaitThatIsOverAlreadyForNone(String header) {
        assertNull(read(header));
    }

    @Test
    void goesByOurClockWhereTheServerDoesNotSayWhatItsOwnIs() {
        HttpHeaders headers =
                HttpHeaders.of(Map.of("Retry-After", List.of("Mon, 23 Nov 2026 12:00:30 GMT")), (name, value) -> true);
        assertEquals(Duration.ofSeconds(30), RetryAfter.of(headers, NOW));
    }
}
