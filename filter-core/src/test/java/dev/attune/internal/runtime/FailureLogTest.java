package dev.attune.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.testing.RecordedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    @Test
    void countsEachFailureButWritesOneLineAMinute() {
        AtomicLong now = new AtomicLong();
        FailureLog failures = new FailureLog(System.getLogger("dev.attune.test"), now::get);
        try (RecordedLog log = RecordedLog.of("dev.attune.test")) {
            for (int i = 0; i < 1_000; i++) {
                failures.report("variations[0] threw", new IllegalStateException());
            }
            now.set(Duration.ofSeconds(59).toNanos());
            failures.report("variations[0] threw", null);
            assertEquals(1, log.lines().size());
            now.set(Duration.ofSeconds(60).toNanos());
            failures.report("variations[0] threw", null);
            assertEquals(2, log.lines().size());
            assertEquals(1_002, failures.count());
            assertTrue(log.lines().get(1).contains("failures since start: 1002"), log.toString());
        }
    }

    @Test
    void saysNothingOnceFailuresAreExpected() {
        FailureLog failures = new FailureLog(System.getLogger("dev.attune.test"), () -> 0);
        try (RecordedLog log = RecordedLog.of("dev.attune.test")) {
            failures.close();
            failures.report("the API cannot be reached", null);
            assertEquals(0, log.lines().size());
        }
    }

    @Test
    void showsWhatWasThrownAndWhereButNoMessageSinceThatMayQuoteATrait() {
        FailureLog failures = new FailureLog(System.getLogger("dev.attune.test"), () -> 0);
        RuntimeException cause = new NumberFormatException("For input string: \"SECRET-TRAIT\"");
        cause.addSuppressed(new IllegalStateException("SECRET-TRAIT"));
        StringWriter shown = new StringWriter();
        try (RecordedLog log = RecordedLog.of("dev.attune.test")) {
            failures.report("clientTraits[0] threw", new IllegalStateException("SECRET-TRAIT", cause));
            log.thrown().get(0).printStackTrace(new PrintWriter(shown));
        }
        assertFalse(shown.toString().contains("SECRET"), shown.toString());
        assertTrue(shown.toString().contains("Unquoted: java.lang.IllegalStateException"), shown.toString());
        assertTrue(shown.toString().contains("Unquoted: java.lang.NumberFormatException"), shown.toString());
        assertTrue(shown.toString().contains("at dev.attune.internal.runtime.FailureLogTest"), shown.toString());
    }
}
