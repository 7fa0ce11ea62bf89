package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallGate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to a number of calls in any one second and a number under way at once, and to what a server asks that says "too
 * many". Calls that a page waits for go before refreshes. Waiting calls are bounded: what comes on top fails at once.
 * Thread-safe.
 */
final class CallGovernor {
    /** A call is not made while this many are under way, however slow the server is. */
    static final int MOST_UNDER_WAY = 128;

    /** Segment counts when calls arrive, we when they leave. */
    private static final long WINDOW = Duration.ofMillis(1050).toNanos();

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final ScheduledExecutorService executor;
    private final long[] departures;
    private final int mostWaiting;
    private final Queue<Waiting> pages = new ArrayDeque<>();
    private final Queue<Waiting> refreshes = new ArrayDeque<>();
    private int oldest;
    private int departed;
    private int underWay;
    private long closedUntil;
    private boolean isClosed;
    private boolean drainIsDue;
    private int backOffs;

    CallGovernor(int rate, Ticker ticker, ScheduledExecutorService executor) {
        this.ticker = ticker;
        this.executor = executor;
        this.departures = new long[rate];
        this.mostWaiting = Math.max(rate, MOST_UNDER_WAY);
    }

    /** No call waits any more. */
    private static final class Overload extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overload() {
            super("too many calls wait for the Profiles API", null, false, false);
        }
    }

    static boolean isOverload(Throwable failure) {
        return failure instanceof Overload;
    }

    private record Waiting(Turn turn, Runnable start, CompletableFuture<?> outcome) {}

    /** Lets the calls of one look-up pass when their turn has come. */
    final class Turn implements CallGate {
        private boolean isForPage;

        private Turn(boolean isForPage) {
            this.isForPage = isForPage;
        }

        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            CompletableFuture<T> outcome = new CompletableFuture<>();
            enqueue(new Waiting(this, () -> start(call, outcome), outcome));
            return outcome;
        }

        boolean isForPage() {
            synchronized (CallGovernor.this) {
                return isForPage;
            }
        }

        /** From now on a page waits for these calls. */
        void hurry() {
            synchronized (CallGovernor.this) {
                if (!isForPage) {
                    isForPage = true;
                    refreshes.stream().filter(waiting -> waiting.turn() == this).forEach(pages::add);
                    refreshes.removeIf(waiting -> waiting.turn() == this);
                }
            }
        }
    }

    /** Returns a turn for calls that a page waits for, or that one may wait for soon. */
    Turn forPage() {
        return new Turn(true);
    }

    /** Returns a turn for calls that no page waits for, unless one {@linkplain Turn#hurry hurries} them. */
    Turn forRefresh() {
        return new Turn(false);
    }

    private <T> void start(Supplier<? extends CompletionStage<T>> call, CompletableFuture<T> outcome) {
        CompletionStage<T> made;
        try {
            made = call.get();
        } catch (RuntimeException e) {
            made = CompletableFuture.failedStage(e);
        }
        made.whenComplete((value, failure) -> {
            synchronized (this) {
                underWay--;
            }
            if (failure == null) {
                outcome.complete(value);
            } else {
                outcome.completeExceptionally(failure);
            }
            drain();
        });
    }

    private void enqueue(Waiting waiting) {
        boolean accepted;
        synchronized (this) {
            Queue<Waiting> queue = waiting.turn().isForPage ? pages : refreshes;
            accepted = queue.size() < mostWaiting && queue.add(waiting);
        }
        if (accepted) {
            drain();
        } else {
            waiting.outcome().completeExceptionally(new Overload());
        }
    }

    /** Holds all calls back for as long as the server asked, or ever longer where it did not say. */
    synchronized void backOff(@Nullable Duration asked) {
        long now = ticker.nanos();
        if (isClosed && now - closedUntil < 0 && asked == null) {
            // One wave of refusals is one sign, not many.
            return;
        }
        Duration pause = asked != null ? asked : Duration.ofSeconds(1L << Math.min(backOffs++, 6));
        long until = now + (pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF).toNanos();
        if (!isClosed || until - closedUntil > 0) {
            isClosed = true;
            closedUntil = until;
        }
    }

    synchronized void succeeded() {
        backOffs = 0;
    }

    /** Whether calls are held back because the server said "too many". */
    synchronized boolean isBackingOff() {
        return isClosed && ticker.nanos() - closedUntil < 0;
    }

    private void drain() {
        // Started outside the lock: a call that fails at once comes back here.
        takeReady().forEach(waiting -> waiting.start().run());
    }

    private synchronized List<Waiting> takeReady() {
        List<Waiting> ready = new ArrayList<>();
        long now = ticker.nanos();
        while (underWay < MOST_UNDER_WAY && !(pages.isEmpty() && refreshes.isEmpty())) {
            long wait = waitAt(now);
            if (wait > 0) {
                drainAfter(wait);
                break;
            }
            Waiting next = pages.isEmpty() ? refreshes.remove() : pages.remove();
            depart(now);
            underWay++;
            ready.add(next);
        }
        return ready;
    }

    private long waitAt(long now) {
        long wait = departed < departures.length ? 0 : departures[oldest] + WINDOW - now;
        if (isClosed) {
            wait = Math.max(wait, closedUntil - now);
            isClosed = closedUntil - now > 0;
        }
        return wait;
    }

    private void depart(long now) {
        if (departed < departures.length) {
            departures[departed++] = now;
        } else {
            departures[oldest] = now;
            oldest = (oldest + 1) % departures.length;
        }
    }

    private void drainAfter(long nanos) {
        if (drainIsDue) {
            return;
        }
        try {
            var unused = executor.schedule(
                    () -> {
                        synchronized (this) {
                            drainIsDue = false;
                        }
                        drain();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
            drainIsDue = true;
        } catch (RejectedExecutionException e) {
            pages.clear();
            refreshes.clear();
        }
    }
}
