package dev.attune.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Warns once in a while: what fails for one page fails for thousands. */
public final class FailureLog {
    private static final System.Logger LOG = System.getLogger("dev.attune.internal.lookup.ProfileClient");
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Ticker ticker;
    private final AtomicLong next;
    private final AtomicLong silenced = new AtomicLong();
    private volatile boolean isClosed;

    public FailureLog(Ticker ticker) {
        this.ticker = ticker;
        this.next = new AtomicLong(ticker.nanos());
    }

    /** From now on failures are expected. */
    public void close() {
        isClosed = true;
    }

    public void warn(String message) {
        if (isClosed) {
            return;
        }
        long now = ticker.nanos();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + PAUSE)) {
            silenced.incrementAndGet();
            return;
        }
        long others = silenced.getAndSet(0);
        LOG.log(System.Logger.Level.WARNING, others == 0 ? message : message + " (and " + others + " more)");
    }

    public static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
