package dev.attune.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures that cost no visitor a page, and writes one line a minute about them at most: what fails for one page fails
 * for thousands. Thread-safe.
 */
public final class FailureLog {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final System.Logger log;
    private final Ticker ticker;
    private final LongAdder failures = new LongAdder();
    private final AtomicLong next;
    private volatile boolean isClosed;

    /**
     * @param log where the lines go
     * @param ticker the time, for the pause between two lines
     */
    public FailureLog(System.Logger log, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
        this.next = new AtomicLong(ticker.nanos());
    }

    /**
     * Counts a failure, and logs it if the last line is a minute old.
     *
     * @param problem a sentence without its full stop, for an operator; it holds no value of a visitor
     * @param cause logged by its class and stack without its message, or null where the problem says it all
     */
    public void report(String problem, @Nullable Throwable cause) {
        if (isClosed) {
            return;
        }
        failures.increment();
        long now = ticker.nanos();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            log.log(
                    System.Logger.Level.WARNING,
                    "Attune: " + problem + " (failures since start: " + failures.sum() + "; at most one line a minute)",
                    Unquoted.of(cause));
        }
    }

    /** Returns how many failures there were since the start. */
    public long count() {
        return failures.sum();
    }

    /** Ends counting and logging, because failures are expected from now on. */
    public void close() {
        isClosed = true;
    }

    /** Returns what a line says about a failure. */
    public static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
