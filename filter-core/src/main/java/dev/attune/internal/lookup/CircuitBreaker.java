package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import dev.attune.profile.ProfileKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from a server that fails: after failures for many visitors none is made for a pause that doubles each time, then
 * one is tried, and its outcome decides. One visitor never opens it, however often the server fails for that one. Thread-safe.
 */
final class CircuitBreaker {
    /** So many visitors must fail in the last {@value #WINDOW} calls; a server that fails one call in ten still helps. */
    static final int OPENING_FAILURES = 10;

    static final int WINDOW = 20;
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A server that has answered well so lately is up. */
    private static final long LATELY = Duration.ofSeconds(10).toNanos();

    private final Ticker ticker;

    /** For whom each of the last calls failed; null for those that did not. */
    private final @Nullable ProfileKey[] window = new @Nullable ProfileKey[WINDOW];

    private int next;
    private boolean isOpen;
    private long pause = SHORTEST_PAUSE.toNanos();
    private long retryAt;
    private boolean hasSucceeded;
    private long succeededAt;

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

    /**
     * Asks for a call. If it may be made, its outcome is to be reported, with the answer got here.
     *
     * @param decides whether a failure of this call would say something of the server; others are no trials
     */
    synchronized Answer ask(boolean decides) {
        if (!isOpen) {
            return Answer.YES;
        }
        long now = ticker.nanos();
        if (now - retryAt < 0 || !decides) {
            return Answer.NO;
        }
        // Should its end never be reported, another trial is due after the same pause.
        retryAt = now + pause;
        return Answer.TRIAL;
    }

    synchronized void succeeded() {
        hasSucceeded = true;
        succeededAt = ticker.nanos();
        if (isOpen) {
            isOpen = false;
            Arrays.fill(window, null);
        }
        note(null);
    }

    synchronized void failed(Answer asked, ProfileKey visitor) {
        if (isOpen) {
            // Calls that were under way when it opened say nothing new.
            if (asked == Answer.TRIAL) {
                open(Math.min(pause * 2, LONGEST_PAUSE.toNanos()));
            }
            return;
        }
        note(visitor);
        if (Arrays.stream(window).filter(Objects::nonNull).distinct().count() >= OPENING_FAILURES) {
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

    /** Whether the server has answered somebody well a moment ago. */
    synchronized boolean succeededLately() {
        return hasSucceeded && ticker.nanos() - succeededAt < LATELY;
    }

    private void open(long length) {
        isOpen = true;
        pause = length;
        retryAt = ticker.nanos() + length;
    }

    private void note(@Nullable ProfileKey failed) {
        window[next] = failed;
        next = (next + 1) % WINDOW;
    }
}
