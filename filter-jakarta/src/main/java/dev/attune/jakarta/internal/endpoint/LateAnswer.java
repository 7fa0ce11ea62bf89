package dev.attune.jakarta.internal.endpoint;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request when something is done, or is not within {@link #LONGEST_WAIT}. Where the request may be asynchronous, no
 * container thread waits for it.
 */
public abstract class LateAnswer {
    /** Segment gives up on a call after five seconds and sends it again; an answer after that reaches no reader. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(4500);

    private static final System.Logger LOG = System.getLogger(LateAnswer.class.getPackageName());
    private static final int RETRY_AFTER_SECONDS = 5;

    private final HttpServletRequest request;
    protected final HttpServletResponse response;

    protected LateAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Says that it is done. Called once at most, and never after {@link #postpone}. */
    protected abstract void accept() throws IOException;

    /** Asks for the call to be sent again. */
    public void postpone(String reason) throws IOException {
        response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        LOG.log(System.Logger.Level.DEBUG, "Attune: a call is to come again: {0}", reason);
        JsonAnswer.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try again later");
    }

    /** Answers, now or later. */
    public final void after(CompletableFuture<Void> done) throws IOException {
        if (request.isAsyncSupported()) {
            new Later().answerAfter(done);
        } else {
            await(done);
        }
    }

    private void await(CompletableFuture<Void> done) throws IOException {
        try {
            done.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            postpone("interrupted");
            return;
        } catch (TimeoutException e) {
            postpone("it took too long");
            return;
        } catch (ExecutionException e) {
            postpone(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            return;
        }
        accept();
    }

    /** An answer given on another thread, once: when it is done, or when that took too long. */
    private final class Later implements AsyncListener {
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private final AsyncContext async;

        Later() {
            async = request.startAsync(request, response);
            async.setTimeout(LONGEST_WAIT.toMillis());
            async.addListener(this);
        }

        void answerAfter(CompletionStage<Void> work) {
            // The container's threads write the answer: those that do the work are few and have more of it.
            work.whenComplete((done, failure) -> async.start(() -> answer(failure)));
        }

        private void answer(@Nullable Throwable failure) {
            if (!isAnswered.compareAndSet(false, true)) {
                return;
            }
            try {
                if (failure == null) {
                    accept();
                } else {
                    postpone(String.valueOf(failure.getMessage()));
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "Attune: the caller has gone", e);
            } finally {
                async.complete();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(new TimeoutException("it took too long"));
        }

        @Override
        public void onError(AsyncEvent event) {
            answer(event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
