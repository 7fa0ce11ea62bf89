package dev.attune.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.testing.RecordedLog;
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
}
