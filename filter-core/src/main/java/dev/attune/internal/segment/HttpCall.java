package dev.attune.internal.segment;

import dev.attune.internal.segment.SourceException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One call, which is sent once or twice; the first answer counts. Thread-safe. */
final class HttpCall {
    private final CompletableFuture<HttpResponse<byte[]>> outcome = new CompletableFuture<>();
    private final HttpCalls calls;
    private final HttpRequest request;
    private final long startedAt;
    private volatile @Nullable Connections connections;
    private boolean isRepeated;
    private int open;

    HttpCall(HttpCalls calls, HttpRequest request, long startedAt) {
        this.calls = calls;
        this.request = request;
        this.startedAt = startedAt;
    }

    CompletableFuture<HttpResponse<byte[]>> outcome() {
        return outcome;
    }

    long startedAt() {
        return startedAt;
    }

    /** Whether the call was sent on other connections than these. */
    boolean isOnOther(Connections others) {
        return connections != others;
    }

    /** Returns what messages call the server, with its host: a wrong one is then seen. */
    String name(String api) {
        return api + " at " + request.uri().getHost();
    }

    void sendOn(Connections given) {
        sendOn(given, false);
    }

    private void sendOn(Connections given, boolean isRepetition) {
        if (outcome.isDone()) {
            return;
        }
        synchronized (this) {
            open++;
        }
        connections = given;
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = given.send(request, calls.newBody());
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        var unused = sent.whenComplete((response, failure) -> {
            if (failure == null) {
                given.answered(System.nanoTime());
                if (outcome.complete(response) && isRepetition) {
                    calls.repetitionHelped();
                }
            } else {
                failed(failure);
            }
        });
        unused = outcome.whenComplete((response, failure) -> sent.cancel(true));
    }

    /** Sends the call once more, or sees a little later whether it may be. */
    void repeatIfSilent() {
        if (!repeat() && canBeRepeated()) {
            calls.seeAgain(this);
        }
    }

    private synchronized boolean canBeRepeated() {
        return !isRepeated && !outcome.isDone() && request.method().equals("GET");
    }

    private boolean repeat() {
        synchronized (this) {
            if (!canBeRepeated()) {
                return false;
            }
            isRepeated = true;
        }
        Connections others = calls.forRepetition(this);
        if (others == null) {
            synchronized (this) {
                isRepeated = false;
            }
            return false;
        }
        sendOn(others, true);
        return true;
    }

    private void failed(Throwable failure) {
        boolean isSentAgain = isLoss(failure) && repeat();
        synchronized (this) {
            if (--open > 0 || isSentAgain) {
                // The other one may still be answered.
                return;
            }
        }
        outcome.completeExceptionally(named(failure));
    }

    /** Whether a connection that was there has gone, so that another one may do. */
    private static boolean isLoss(Throwable failure) {
        return find(IOException.class, failure) != null
                && find(ConnectException.class, failure) == null
                && find(HttpTimeoutException.class, failure) == null
                && find(SSLException.class, failure) == null
                && find(SourceException.class, failure) == null;
    }

    private SourceException named(Throwable failure) {
        SourceException known = find(SourceException.class, failure);
        return known != null
                ? known
                : new SourceException(Kind.FAILED, name(calls.api()) + " could not be reached: " + reason(failure));
    }

    private static String reason(Throwable failure) {
        if (find(UnresolvedAddressException.class, failure) != null) {
            return "there is no such host";
        }
        IOException cause = find(IOException.class, failure);
        Throwable said = cause == null ? failure : cause;
        return said.getClass().getSimpleName() + (said.getMessage() == null ? "" : ", " + said.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
