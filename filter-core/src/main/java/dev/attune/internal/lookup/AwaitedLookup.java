package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A look-up that waits for a flight until its budget is used up. */
final class AwaitedLookup implements PendingProfile {
    private final CompletableFuture<Lookup> flight;
    private final long deadline;
    private final Ticker ticker;
    private final Counters counters;
    private @Nullable Lookup outcome;

    AwaitedLookup(CompletableFuture<Lookup> flight, long deadline, Ticker ticker, Counters counters) {
        this.flight = flight;
        this.deadline = deadline;
        this.ticker = ticker;
        this.counters = counters;
    }

    @Override
    public Lookup await() {
        // One page may ask from several threads; all must go by the same outcome.
        synchronized (this) {
            if (outcome != null) {
                return outcome;
            }
        }
        Lookup awaited = awaitFlight();
        synchronized (this) {
            if (outcome == null) {
                outcome = awaited;
                counters.awaited(awaited);
            }
            return outcome;
        }
    }

    private Lookup awaitFlight() {
        try {
            return flight.get(Math.max(0, deadline - ticker.nanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.Unavailable(Lookup.Reason.LATE);
        } catch (TimeoutException e) {
            return new Lookup.Unavailable(Lookup.Reason.LATE);
        } catch (ExecutionException e) {
            return new Lookup.Unavailable(Lookup.Reason.FAILED);
        }
    }

    @Override
    public boolean isDone() {
        return flight.isDone() || ticker.nanos() - deadline >= 0;
    }
}
