package dev.attune.internal.segment;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The connections to a server that one JDK client keeps, and whether the server answers on them. Thread-safe.
 *
 * <p>They speak HTTP/1.1. In HTTP/2 all calls share one connection, and the JDK's client goes on using it after it froze,
 * fails calls when it has no free stream, and fails those that a GOAWAY frame leaves out. In HTTP/1.1 a call that fails ends
 * its own connection.
 */
final class Connections {
    private final HttpClient client;
    private volatile boolean hasAnswered;
    private volatile long answeredAt;

    Connections(Duration connectTimeout, Executor executor) {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // The client's own thread takes over the context of the thread that makes it.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            client = HttpClient.newBuilder()
                    .connectTimeout(connectTimeout)
                    .executor(executor)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, BoundedBody body) {
        return client.sendAsync(request, headers -> body);
    }

    /** Notes that the server has just answered. */
    void answered(long now) {
        answeredAt = now;
        hasAnswered = true;
    }

    /** Whether the server used to answer, and has not since a time: these connections may be dead. */
    boolean fellSilentBefore(long time) {
        return hasAnswered && answeredAt - time < 0;
    }
}
