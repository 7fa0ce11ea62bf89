package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import java.time.Duration;

/**
 * Keeps calls from a server that fails: after a row of failures none is made for a pause that doubles each time, then one
 * is tried, and its outcome decides. Thread-safe.
 */
final class CircuitBreaker {
    /** Of the last {@value #WINDOW} calls, this many failures open it; a server that fails one call in ten still helps. */
    static final int OPENING_FAILURES = 10;

    static final int WINDOW = 20;
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Ticker ticker;
    private int window;
    private boolean isOpen;
    private long pause = SHORTEST_PAUSE.toNanos();
    private long retryAt;

    CircuitBreaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether a call may be made now. */
    enum Answer {
        YES,
        NO,
        /** This one, to see whether the server is well again. */
        TRIAL
    }

    /** Asks for a call. Who may make one reports how it ended, with the answer got here. */
    synchronized Answer ask() {
        if (!isOpen) {
            return Answer.YES;
        }
        long now = ticker.nanos();
        if (now - retryAt < 0) {
            return Answer.NO;
        }
        // Should its end never be reported, another trial is due after the same pause.
        retryAt = now + pause;
        return Answer.TRIAL;
    }

    synchronized void succeeded() {
        if (isOpen) {
            isOpen = false;
            window = 0;
        }
        note(0);
    }

    synchronized void failed(Answer asked) {
        if (isOpen) {
            // Calls that were under way when it opened say nothing new.
            if (asked == Answer.TRIAL) {
                open(Math.min(pause * 2, LONGEST_PAUSE.toNanos()));
            }
            return;
        }
        note(1);
        if (Integer.bitCount(window) >= OPENING_FAILURES) {
            open(SHORTEST_PAUSE.toNanos());
        }
    }

    /** The server refuses us: no use in asking again soon. */
    synchronized void refused() {
        open(LONGEST_PAUSE.toNanos());
    }

    synchronized boolean isOpen() {
        return isOpen;
    }

    private void open(long length) {
        isOpen = true;
        pause = length;
        retryAt = ticker.nanos() + length;
    }

    private void note(int failure) {
        window = ((window << 1) | failure) & ((1 << WINDOW) - 1);
    }
}
