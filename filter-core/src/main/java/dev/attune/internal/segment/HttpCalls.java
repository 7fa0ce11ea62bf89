package dev.attune.internal.segment;

import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.internal.segment.SourceException.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * HTTP calls that end within a time and a size, headers and body together, on few daemon threads of their own.
 *
 * <p>The JDK's client has no {@code close} before Java 21. Its one thread ends by itself once nobody refers to the client,
 * so closing means: end all calls, stop our threads, and forget it. No thread gets the web app's class loader as context.
 */
final class HttpCalls implements AutoCloseable {
    private static final int THREADS = 2;

    private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor timer;
    private final String api;
    private final Duration timeout;
    private final long mostBytes;
    private volatile @Nullable HttpClient client;

    /**
     * @param api what messages call the server, such as {@code the Profiles API}
     * @param threadName what our threads are called
     */
    HttpCalls(String api, String threadName, Duration timeout, long mostBytes, boolean isPlain) {
        this.api = api;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        ThreadFactory threads = new DaemonThreads(threadName);
        executor = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        executor.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        client = newClient(isPlain);
    }

    private HttpClient newClient(boolean isPlain) {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .executor(executor)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    // Without TLS there is no negotiation, but an Upgrade header that some servers stumble over.
                    .version(isPlain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                    .build();
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /** Makes a call. The stage fails with {@link SourceException} alone. */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        HttpClient open = client;
        if (open == null) {
            return CompletableFuture.failedFuture(closed());
        }
        CompletableFuture<HttpResponse<byte[]>> call;
        ScheduledFuture<?> end;
        CompletableFuture<HttpResponse<byte[]>> outcome = new CompletableFuture<>();
        try {
            call = open.sendAsync(request, headers -> new BoundedBody(mostBytes));
            // The request's own time-out ends with the headers; a body may trickle in for ever.
            end = timer.schedule(
                    () -> {
                        outcome.completeExceptionally(new SourceException(
                                Kind.FAILED, api + " took longer than " + timeout.toMillis() + " ms"));
                        call.cancel(true);
                    },
                    timeout.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(closed());
        }
        Long number = count.incrementAndGet();
        underWay.put(number, outcome);
        if (client == null) {
            // Closed between the first look and now: close() may have missed this call.
            outcome.completeExceptionally(closed());
        }
        var unused = call.whenComplete((response, failure) -> {
            end.cancel(false);
            if (failure == null) {
                outcome.complete(response);
            } else {
                outcome.completeExceptionally(named(failure));
            }
        });
        return outcome.whenComplete((response, failure) -> {
            underWay.remove(number);
            call.cancel(true);
        });
    }

    private SourceException named(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SourceException)) {
            cause = cause.getCause();
        }
        return cause instanceof SourceException known
                ? known
                : new SourceException(
                        Kind.FAILED,
                        api + " could not be reached: "
                                + cause.getClass().getSimpleName()
                                + (cause.getMessage() == null ? "" : ", " + cause.getMessage()));
    }

    private SourceException closed() {
        return new SourceException(Kind.FAILED, "the client of " + api + " is closed");
    }

    @Override
    public void close() {
        client = null;
        underWay.values().forEach(call -> call.completeExceptionally(closed()));
        timer.shutdownNow();
        executor.shutdown();
    }
}
