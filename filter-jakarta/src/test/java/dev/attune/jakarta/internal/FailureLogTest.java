package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final Logger logger = Logger.getLogger("dev.attune");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void countsEachFailureButWritesOneLineAMinute() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        FailureLog failures = new FailureLog(now::get);
        for (int i = 0; i < 1_000; i++) {
            failures.report("variations[0] threw", new IllegalStateException());
        }
        now.set(Instant.EPOCH.plusSeconds(59));
        failures.report("variations[0] threw", null);
        assertEquals(1, lines.size());
        now.set(Instant.EPOCH.plusSeconds(60));
        failures.report("variations[0] threw", null);
        assertEquals(2, lines.size());
        assertEquals(1_002, failures.count());
        assertTrue(lines.get(1).contains("1002 failures"), lines.get(1));
    }
}
