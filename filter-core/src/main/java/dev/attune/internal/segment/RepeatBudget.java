package dev.attune.internal.segment;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one call in ten be repeated, so that repetitions never double the load of a server that is slow. Thread-safe. */
final class RepeatBudget {
    private static final int PRICE = 10;
    private static final int MOST = 32 * PRICE;

    private final AtomicInteger savings = new AtomicInteger(MOST);

    /** Notes a call. */
    void called() {
        savings.updateAndGet(saved -> Math.min(MOST, saved + 1));
    }

    /** Notes that a repetition was answered, and the call before it was not: the connection was at fault, not the server. */
    void helped() {
        savings.updateAndGet(saved -> Math.min(MOST, saved + PRICE));
    }

    /** Whether a call may be repeated now. */
    boolean take() {
        return savings.getAndUpdate(saved -> saved >= PRICE ? saved - PRICE : saved) >= PRICE;
    }
}
