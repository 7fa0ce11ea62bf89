package dev.attune.internal.segment;

import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Rounds;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.SourceException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to Segment's Tracking API, which are sent in batches by a daemon thread. The caller that offers one never
 * waits: while Segment is down, up to {@value #MOST_WAITING} wait, and further ones are lost and counted. A batch that
 * Segment does not take in {@value #TRIES} tries is lost too. Thread-safe.
 */
public final class TrackingQueue implements AutoCloseable {
    /** The most events that wait; some 10 MB. */
    static final int MOST_WAITING = 10_000;
    /** How often a batch is sent before it is given up. */
    static final int TRIES = 4;
    /** Segment takes 32 KB an event and 500 KB a request (docs "HTTP API", "Max request size"). */
    static final int MOST_EVENT_BYTES = 32_000;

    static final int MOST_BATCH_BYTES = 490_000;
    static final int MOST_BATCH_EVENTS = 100;

    private static final System.Logger LOG = System.getLogger(TrackingQueue.class.getPackageName());
    private static final Duration GATHERING = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Queue<TrackCall> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    /** One permit for each event that waits, and one for the end. */
    private final Semaphore arrivals = new Semaphore(0);

    private final LongAdder sent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TrackingApi api;
    private final InstantSource clock;
    private final Duration gathering;
    private final Duration firstPause;
    private final Thread thread;
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);

    // These belong to the sending thread.
    private final List<byte[]> batch = new ArrayList<>();
    /** The event that did not fit into the last batch. */
    private byte @Nullable [] held;

    private boolean isComplaining;

    private TrackingQueue(TrackingApi api, InstantSource clock, Duration gathering, Duration firstPause) {
        this.api = api;
        this.clock = clock;
        this.gathering = gathering;
        this.firstPause = firstPause;
        this.thread = new DaemonThreads("attune-tracking").newThread(this::run);
    }

    /**
     * Opens a queue, and a thread that sends the events in it.
     *
     * @param url the API up to and with its version, such as {@code https://api.segment.io/v1}
     * @param writeKey the key of the source that events go to; it appears in no message
     */
    public static TrackingQueue open(URI url, String writeKey) {
        return open(url, writeKey, InstantSource.system(), GATHERING, FIRST_PAUSE);
    }

    /**
     * @param gathering how long the first event of a batch waits for others
     * @param firstPause after the first failure; each further one doubles it
     */
    static TrackingQueue open(URI url, String writeKey, InstantSource clock, Duration gathering, Duration firstPause) {
        TrackingQueue queue = new TrackingQueue(new TrackingApi(url, writeKey, clock), clock, gathering, firstPause);
        queue.thread.start();
        return queue;
    }

    /** Sends an event when there is time, or loses it where too many are waiting. */
    public void offer(TrackCall call) {
        if (closing.getCount() == 0 || !waiting.offer(call)) {
            lost.increment();
        } else {
            arrivals.release();
        }
    }

    /** Returns how sending has gone. */
    public TrackingHealth health() {
        return new TrackingHealth(waiting.size(), sent.sum(), lost.sum());
    }

    private void run() {
        try {
            new Rounds("sending events failed", this::send, failures).run();
        } catch (InterruptedException closed) {
            LOG.log(System.Logger.Level.DEBUG, "Attune: events that Segment did not take in time are given up");
        } finally {
            lost.add(waiting.size() + batch.size() + (held == null ? 0 : 1));
            waiting.clear();
        }
    }

    /** Sends a batch; returns false where the queue is closed and empty. */
    private boolean send() throws InterruptedException {
        gather();
        if (batch.isEmpty()) {
            return false;
        }
        boolean isSent = false;
        try {
            isSent = deliver();
        } finally {
            (isSent ? sent : lost).add(batch.size());
            batch.clear();
        }
        return true;
    }

    /** Fills the batch, waiting for its first event; it stays empty where the queue is closed and empty. */
    private void gather() throws InterruptedException {
        int size = batch.stream().mapToInt(event -> event.length + 1).sum();
        long end = System.nanoTime() + gathering.toNanos();
        while (batch.size() < MOST_BATCH_EVENTS) {
            byte[] event = held == null ? next(batch.isEmpty() ? Long.MAX_VALUE : end - System.nanoTime()) : held;
            held = null;
            if (event == null) {
                return;
            }
            if (size + event.length > MOST_BATCH_BYTES) {
                held = event;
                return;
            }
            end = batch.isEmpty() ? System.nanoTime() + gathering.toNanos() : end;
            batch.add(event);
            size += event.length + 1;
        }
    }

    /** Returns the next event that Segment can take, or null where none comes in time or the queue is closed and empty. */
    private byte @Nullable [] next(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        while (arrivals.tryAcquire(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
            TrackCall call = waiting.poll();
            if (call == null) {
                // The end: it stays there for the next look.
                arrivals.release();
                return null;
            }
            byte[] event = json(call);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    /** Returns an event as Segment takes it; null, and it is lost, where it is too long. */
    private byte @Nullable [] json(TrackCall call) {
        boolean fits = false;
        try {
            byte[] event = EventJson.of(call);
            fits = event.length <= MOST_EVENT_BYTES;
            return fits ? event : null;
        } finally {
            if (!fits) {
                lost.increment();
            }
        }
    }

    /** Returns whether Segment took the batch. */
    private boolean deliver() throws InterruptedException {
        byte[] body = EventJson.batch(batch, clock.instant());
        Duration pause = firstPause;
        for (int tries = 1; ; tries++) {
            try {
                api.send(body);
                isComplaining = false;
                return true;
            } catch (SourceException failure) {
                boolean isClosing = closing.getCount() == 0;
                if (failure.kind() == Kind.REFUSED || tries == TRIES || isClosing) {
                    complain(failure);
                    return false;
                }
                Duration asked = failure.retryAfter();
                Duration wait = asked == null ? pause : asked;
                var unused = closing.await(Math.min(wait.toMillis(), LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** Once until a batch gets through again: what fails for one fails for thousands. */
    private void complain(SourceException failure) {
        if (!isComplaining) {
            isComplaining = true;
            LOG.log(System.Logger.Level.WARNING, "Attune: events are lost: {0}", failure.getMessage());
        }
    }

    /** Sends the waiting events, for two seconds at most, and ends the thread. The rest is lost and counted. */
    @Override
    public void close() {
        closing.countDown();
        arrivals.release();
        try {
            thread.join(FAREWELL.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                api.close();
                thread.join(FAREWELL.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            api.close();
        }
    }
}
