package dev.attune.jakarta.endpoint;

import dev.attune.segment.WebhookCredentials;
import dev.attune.segment.WebhookException;
import dev.attune.segment.WebhookPayload;
import dev.attune.store.ProfileStore;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Segment pushes. 200 means merged and durable; 4xx, with one line that says why, that it will never work; 503
 * that it will later, which Segment then tries for four hours. Thread-safe.
 *
 * <p>Where the request may be asynchronous, no container thread waits for the store.
 */
public final class WebhookEndpoint implements Endpoint {
    private static final System.Logger LOG = System.getLogger(WebhookEndpoint.class.getName());

    /** Segment gives up on a call after five seconds and sends it again; an answer after that is for nobody. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(4500);

    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final long MOST_BYTES_TOGETHER = 64L * 1024 * 1024;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final BodyBudget bodies = new BodyBudget(MOST_BYTES, MOST_BYTES_TOGETHER);
    private final LongAdder merged = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder postponed = new LongAdder();
    private final WebhookCredentials credentials;
    private final ProfileStore store;
    private final InstantSource clock;

    /**
     * @param credentials what a call must show
     * @param store where it goes; not closed by the endpoint
     */
    public WebhookEndpoint(WebhookCredentials credentials, ProfileStore store) {
        this.credentials = credentials;
        this.store = store;
        this.clock = InstantSource.system();
        if (!credentials.coverBatches()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: with webhookSecret alone, batches are refused, since Segment signs the first event of a"
                            + " batch only; set webhookUsername and webhookPassword as well");
        }
    }

    /**
     * How webhook calls have gone since the start.
     *
     * @param merged updates made durable
     * @param ignored events that say nothing of profiles
     * @param refused calls answered 4xx
     * @param postponed calls answered 503
     */
    public record Counts(long merged, long ignored, long refused, long postponed) {}

    public Counts counts() {
        return new Counts(merged.sum(), ignored.sum(), refused.sum(), postponed.sum());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebhookPayload payload;
        try {
            payload = payload(request, response);
        } catch (WebhookException e) {
            refuse(response, e);
            return;
        }
        if (payload == null) {
            postpone(response, "too many webhook calls at once");
            return;
        }
        ignored.add(payload.ignored());
        if (payload.updates().isEmpty()) {
            accept(response, payload);
            return;
        }
        CompletableFuture<Void> durable = store.merge(payload.updates());
        if (request.isAsyncSupported()) {
            new Later(request, response, payload).answerAfter(durable);
        } else {
            answerAfter(durable, response, payload);
        }
    }

    /** Returns what was sent, or null where there is no room for it now. */
    private @Nullable WebhookPayload payload(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw refusal(405, "a webhook is a POST");
        }
        // First what costs nothing: a stranger does not get us to read.
        credentials.checkBasic(request.getHeader("Authorization"));
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw refusal(415, "a webhook is application/json");
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw refusal(415, "a webhook has no Content-Encoding");
        }
        try (BodyBudget.Body body = bodies.read(request)) {
            if (body.refusal() == 413) {
                throw refusal(413, "a webhook has at most " + MOST_BYTES + " bytes");
            }
            if (body.refusal() != 0) {
                return null;
            }
            byte[] bytes = body.bytes();
            credentials.checkSignature(bytes, request.getHeader("X-Signature"));
            return WebhookPayload.read(bytes, clock.instant());
        }
    }

    private static WebhookException refusal(int status, String message) {
        return new WebhookException(status, message);
    }

    private void answerAfter(CompletableFuture<Void> durable, HttpServletResponse response, WebhookPayload payload)
            throws IOException {
        try {
            durable.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            accept(response, payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            postpone(response, "interrupted");
        } catch (TimeoutException e) {
            postpone(response, "the profile store took too long");
        } catch (ExecutionException e) {
            postpone(
                    response,
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        }
    }

    /** An answer given on another thread, once: when the updates are durable, or when that took too long. */
    private final class Later implements AsyncListener {
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private final AsyncContext async;
        private final HttpServletResponse response;
        private final WebhookPayload payload;

        Later(HttpServletRequest request, HttpServletResponse response, WebhookPayload payload) {
            this.response = response;
            this.payload = payload;
            async = request.startAsync(request, response);
            async.setTimeout(LONGEST_WAIT.toMillis());
            async.addListener(this);
        }

        void answerAfter(CompletionStage<Void> durable) {
            // The container's threads write the answer: the store's one thread has other updates to commit.
            durable.whenComplete((done, failure) -> async.start(() -> answer(failure)));
        }

        private void answer(@Nullable Throwable failure) {
            if (!isAnswered.compareAndSet(false, true)) {
                return;
            }
            try {
                if (failure == null) {
                    accept(response, payload);
                } else {
                    postpone(response, String.valueOf(failure.getMessage()));
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A webhook's caller has gone", e);
            } finally {
                async.complete();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(new TimeoutException("the profile store took too long"));
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

    private void accept(HttpServletResponse response, WebhookPayload payload) throws IOException {
        merged.add(payload.updates().size());
        JsonAnswer.send(
                response,
                HttpServletResponse.SC_OK,
                "{\"merged\":" + payload.updates().size() + ",\"ignored\":" + payload.ignored() + "}");
    }

    private void refuse(HttpServletResponse response, WebhookException refusal) throws IOException {
        refused.increment();
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"attune\", charset=\"UTF-8\"");
        }
        JsonAnswer.error(response, refusal.status(), String.valueOf(refusal.getMessage()));
    }

    private void postpone(HttpServletResponse response, String message) throws IOException {
        postponed.increment();
        response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        LOG.log(System.Logger.Level.DEBUG, "A webhook is to come again: {0}", message);
        JsonAnswer.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try again later");
    }
}
