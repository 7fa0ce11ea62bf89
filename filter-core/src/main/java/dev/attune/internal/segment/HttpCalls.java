package dev.attune.internal.segment;

import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.internal.segment.SourceException.Kind;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP calls that end within a time and a size, headers and body together, on few daemon threads of their own.
 *
 * <p>A GET is sent once more where its connection is lost, or where no answer comes in half its time. When the server used
 * to answer and has fallen silent, new calls get new connections.
 *
 * <p>The JDK's client has no {@code close} before Java 21. Its one thread ends by itself once nothing refers to the client
 * and no exchange of it is open. So closing means: end all calls, stop our threads, and forget it.
 */
public final class HttpCalls implements AutoCloseable {
    private static final int THREADS = 2;

    /** How long a call waits before it is sent once more, where half its time is longer. */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

    /** A client that is given up lives until the garbage collector finds it: there must be few of them. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

    private final Set<HttpCall> underWay = ConcurrentHashMap.newKeySet();
    private final RepeatBudget repeats = new RepeatBudget();
    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor timer;
    private final String api;
    private final Duration timeout;
    private final long mostBytes;
    private volatile @Nullable Connections connections;
    private long replacedAt = System.nanoTime() - SHORTEST_LIFE.toNanos();

    /**
     * @param api what messages call the server, such as {@code the Profiles API}
     * @param threadName what our threads are called
     */
    public HttpCalls(String api, String threadName, Duration timeout, long mostBytes) {
        this.api = api;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        ThreadFactory threads = new DaemonThreads(threadName);
        // The JDK's client hands over the end of an exchange as a task. Were one refused, the client would wait for
        // that
        // exchange for ever, and its thread would keep the web app's class loader.
        executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (task, closed) -> task.run());
        executor.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        connections = new Connections(timeout, executor);
    }

    /** Makes a call. The stage fails with {@link SourceException} only. */
    public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        HttpCall call = new HttpCall(this, request, System.nanoTime());
        CompletableFuture<HttpResponse<byte[]>> outcome = call.outcome();
        Connections open = connections;
        if (open == null) {
            return CompletableFuture.failedFuture(closed());
        }
        repeats.called();
        underWay.add(call);
        try {
            schedule(call::repeatIfSilent, patience(), call);
            // The request's own time-out ends with the headers; a body may trickle in for ever.
            schedule(() -> timedOut(call), timeout, call);
        } catch (RejectedExecutionException e) {
            outcome.completeExceptionally(closed());
        }
        if (connections == null) {
            // Closed between the first look and now: close() may have missed this call.
            outcome.completeExceptionally(closed());
        }
        call.sendOn(open);
        return outcome.whenComplete((response, failure) -> underWay.remove(call));
    }

    private Duration patience() {
        Duration half = timeout.dividedBy(2);
        return half.compareTo(LONGEST_PATIENCE) < 0 ? half : LONGEST_PATIENCE;
    }

    /** Has a call that could not be repeated now try later. */
    void seeAgain(HttpCall call) {
        try {
            schedule(call::repeatIfSilent, patience(), call);
        } catch (RejectedExecutionException e) {
            call.outcome().completeExceptionally(closed());
        }
    }

    void repetitionHelped() {
        repeats.helped();
    }

    private void schedule(Runnable task, Duration delay, HttpCall call) {
        var due = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        var unused = call.outcome().whenComplete((response, failure) -> due.cancel(false));
    }

    private void timedOut(HttpCall call) {
        call.outcome()
                .completeExceptionally(new SourceException(
                        Kind.FAILED, call.name(api) + " took longer than " + timeout.toMillis() + " ms"));
        replaceSilent(call);
    }

    /** Returns what a call that was sent before is to be sent on again, or null where it is not to be. */
    @Nullable
    Connections forRepetition(HttpCall call) {
        replaceSilent(call);
        Connections now = connections;
        // All calls on connections that were given up may be repeated: they are dead for one reason, not for many.
        return now != null && (call.isOnOther(now) || repeats.take()) ? now : null;
    }

    private synchronized void replaceSilent(HttpCall call) {
        Connections now = connections;
        long time = System.nanoTime();
        if (now != null
                && !call.isOnOther(now)
                && now.fellSilentBefore(call.startedAt())
                && time - replacedAt >= SHORTEST_LIFE.toNanos()) {
            replacedAt = time;
            connections = new Connections(timeout, executor);
        }
    }

    BoundedBody newBody() {
        return new BoundedBody(api, mostBytes);
    }

    String api() {
        return api;
    }

    private SourceException closed() {
        return new SourceException(Kind.FAILED, "the client of " + api + " is closed");
    }

    @Override
    public synchronized void close() {
        connections = null;
        underWay.forEach(call -> call.outcome().completeExceptionally(closed()));
        timer.shutdownNow();
        executor.shutdown();
    }
}
