package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallGate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to a number of calls in any one second and a number under way at once, and to what a server asks that says "too
 * many". After such a pause one look-up is the trial, and the others wait for its end.
 *
 * <p>Strangers never get more than two thirds of the rate, and with refreshes no more than seven eighths. So a flood of
 * made-up ids leaves a part for refreshes, and one for the pages of visitors who were known before. Of the calls of one class
 * that pages wait for, the newest goes first: the oldest is late already. Waiting calls are bounded, and the oldest gives way.
 * Thread-safe.
 */
final class CallGovernor {
    /** A call is not made while this many are under way, however slow the server is. */
    static final int MOST_UNDER_WAY = 128;

    /** The longest pause that a server may ask for. It may have meant one, and mistaken the unit. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final ScheduledExecutorService executor;
    private final CallWindow all;
    private final CallWindow allButKnown;
    private final CallWindow strangers;
    private final int mostWaiting;
    private final Deque<Waiting> waitingKnown = new ArrayDeque<>();
    private final Deque<Waiting> waitingStrangers = new ArrayDeque<>();
    private final Deque<Waiting> waitingRefreshes = new ArrayDeque<>();
    private int underWay;
    private long closedUntil;
    private boolean isClosed;
    private boolean isTrialDue;
    private @Nullable Turn trial;
    private long drainAt;
    private boolean drainIsDue;
    private int backOffs;

    CallGovernor(int rate, Ticker ticker, ScheduledExecutorService executor) {
        this.ticker = ticker;
        this.executor = executor;
        this.all = new CallWindow(rate);
        this.allButKnown = new CallWindow(rate - rate / 8);
        this.strangers = new CallWindow(rate - rate / 3);
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

    /**
     * Equal to itself only. The equality that the JDK makes for records would compare the same, but its method handle
     * ({@code ObjectMethods.OBJECT_EQ}) keeps the class of the last component, and with it an undeployed app.
     */
    private record Waiting(Turn turn, Runnable start, CompletableFuture<?> outcome) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Lets the calls of one look-up pass when their turn has come. */
    final class Turn implements CallGate {
        private CallClass callClass;
        private boolean isKnown;

        private Turn(CallClass callClass) {
            this.callClass = callClass;
            this.isKnown = callClass == CallClass.REFRESH;
        }

        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            CompletableFuture<T> outcome = new CompletableFuture<>();
            enqueue(new Waiting(this, () -> start(call, outcome), outcome));
            return outcome;
        }

        boolean isForPage() {
            synchronized (CallGovernor.this) {
                return callClass != CallClass.REFRESH;
            }
        }

        /** From now on a page waits for these calls. */
        void hurry() {
            synchronized (CallGovernor.this) {
                if (callClass == CallClass.REFRESH) {
                    move(isKnown ? CallClass.KNOWN : CallClass.STRANGER);
                }
            }
        }

        /** The Profiles API has known this visitor before. */
        void known() {
            synchronized (CallGovernor.this) {
                isKnown = true;
                if (callClass == CallClass.STRANGER) {
                    move(CallClass.KNOWN);
                }
            }
        }

        private void move(CallClass to) {
            Deque<Waiting> from = queue(callClass);
            from.stream().filter(waiting -> waiting.turn() == this).forEach(queue(to)::addFirst);
            from.removeIf(waiting -> waiting.turn() == this);
            callClass = to;
        }
    }

    /** Returns a turn for calls that a page waits for, or that one may wait for soon. */
    Turn forPage() {
        return new Turn(CallClass.STRANGER);
    }

    /** Returns a turn for calls that no page waits for, unless one {@linkplain Turn#hurry hurries} them. */
    Turn forRefresh() {
        return new Turn(CallClass.REFRESH);
    }

    private Deque<Waiting> queue(CallClass callClass) {
        return switch (callClass) {
            case KNOWN -> waitingKnown;
            case STRANGER -> waitingStrangers;
            case REFRESH -> waitingRefreshes;
        };
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
        Waiting givesWay = null;
        synchronized (this) {
            CallClass callClass = waiting.turn().callClass;
            Deque<Waiting> queue = queue(callClass);
            if (callClass == CallClass.REFRESH) {
                queue.addLast(waiting);
            } else {
                queue.addFirst(waiting);
            }
            if (queue.size() > mostWaiting) {
                givesWay = queue.removeLast();
            }
        }
        if (givesWay != null) {
            givesWay.outcome().completeExceptionally(new Overload());
        }
        drain();
    }

    /** Holds all calls back for as long as the server asked, or ever longer where it did not say. */
    synchronized void backOff(@Nullable Duration asked) {
        long now = ticker.nanos();
        if (isClosed && now - closedUntil < 0 && asked == null) {
            // One wave of refusals is one sign, not many.
            return;
        }
        Duration pause = asked != null
                ? least(asked, LONGEST_PAUSE)
                : least(Duration.ofSeconds(1L << Math.min(backOffs++, 6)), LONGEST_BACK_OFF);
        long until = now + pause.toNanos();
        if (!isClosed || until - closedUntil > 0) {
            isClosed = true;
            closedUntil = until;
        }
        isTrialDue = true;
        trial = null;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The server answered, and not that there were too many calls. */
    synchronized void succeeded() {
        backOffs = 0;
    }

    /**
     * A look-up has ended: if it was the trial, and the server did not say again that there were too many calls, the others go
     * on.
     */
    void ended(CallGate gate) {
        synchronized (this) {
            if (trial != gate) {
                return;
            }
            trial = null;
        }
        drain();
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
        while (underWay < MOST_UNDER_WAY) {
            Waiting next = next(now);
            if (next == null) {
                break;
            }
            windows(next.turn().callClass).forEach(window -> window.depart(now));
            underWay++;
            if (isTrialDue) {
                isTrialDue = false;
                trial = next.turn();
            }
            ready.add(next);
        }
        return ready;
    }

    /** Takes the call that is to be made at a time, or returns null where all must wait. */
    private @Nullable Waiting next(long now) {
        for (CallClass each : CallClass.values()) {
            Deque<Waiting> queue = queue(each);
            Waiting first = trial == null ? queue.peekFirst() : ofTrial(queue);
            if (first == null) {
                continue;
            }
            long wait = pauseAt(now);
            for (CallWindow window : windows(each)) {
                wait = Math.max(wait, window.waitAt(now));
            }
            if (wait <= 0) {
                queue.remove(first);
                return first;
            }
            drainAfter(wait, now);
        }
        return null;
    }

    private @Nullable Waiting ofTrial(Deque<Waiting> queue) {
        return queue.stream()
                .filter(waiting -> waiting.turn() == trial)
                .findFirst()
                .orElse(null);
    }

    private List<CallWindow> windows(CallClass callClass) {
        return switch (callClass) {
            case KNOWN -> List.of(all);
            case STRANGER -> List.of(all, allButKnown, strangers);
            case REFRESH -> List.of(all, allButKnown);
        };
    }

    private long pauseAt(long now) {
        isClosed = isClosed && closedUntil - now > 0;
        return isClosed ? closedUntil - now : 0;
    }

    private void drainAfter(long nanos, long now) {
        if (drainIsDue && drainAt - (now + nanos) <= 0) {
            return;
        }
        try {
            var unused = executor.schedule(this::drainNow, nanos, TimeUnit.NANOSECONDS);
            drainIsDue = true;
            drainAt = now + nanos;
        } catch (RejectedExecutionException e) {
            for (CallClass each : CallClass.values()) {
                queue(each).clear();
            }
        }
    }

    private void drainNow() {
        synchronized (this) {
            drainIsDue = false;
        }
        drain();
    }
}
