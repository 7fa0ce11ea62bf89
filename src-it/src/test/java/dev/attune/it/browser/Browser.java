package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;

/** A browser with one visitor's cookies and storage, used by one thread. */
interface Browser extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(20);

    void open(String url) throws IOException;

    /** Returns the value of a JavaScript expression in the open page, as text. */
    String value(String expression);

    @Override
    void close();

    /** Waits until an expression has a value. */
    default void await(String expected, String expression) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!value(expression).equals(expected) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertEquals(expected, value(expression), expression);
    }
}
