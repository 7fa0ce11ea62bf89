package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A state that comes within seconds. */
interface State {
    boolean isThere() throws IOException;

    static void await(State state) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!state.isThere()) {
            assertTrue(System.nanoTime() < end, "it did not come");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
