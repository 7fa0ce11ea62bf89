package dev.attune.jakarta.internal.analytics;

import dev.attune.internal.analytics.EventKind;
import dev.attune.internal.analytics.EventRelay;
import dev.attune.internal.analytics.RelayAnswer;
import dev.attune.internal.segment.CallRefused;
import dev.attune.jakarta.internal.endpoint.BodyBudget;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.endpoint.JsonAnswer;
import dev.attune.jakarta.internal.endpoint.LateAnswer;
import dev.attune.jakarta.internal.endpoint.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of analytics.js: {@code POST …/v1/t} and its kin. What Segment answers is handed back, so that analytics.js
 * sends again what is to come again. A body decides nothing about who the visitor is. Thread-safe.
 */
final class EventsEndpoint implements Endpoint {
    private static final long MOST_BYTES_TOGETHER = 16L << 20;

    private final BodyBudget singles = new BodyBudget(EventKind.TRACK.mostBytes(), MOST_BYTES_TOGETHER);
    private final BodyBudget batches = new BodyBudget(EventKind.BATCH.mostBytes(), MOST_BYTES_TOGETHER);
    private final EventRelay relay;
    private final EventContext context;
    private final Predicate<HttpServletRequest> mayKnow;

    /** @param mayKnow whether a visitor has agreed to be known */
    EventsEndpoint(EventRelay relay, EventContext context, Predicate<HttpServletRequest> mayKnow) {
        this.relay = relay;
        this.context = context;
        this.mayKnow = mayKnow;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CompletableFuture<RelayAnswer> sent;
        try {
            sent = send(request, response);
        } catch (CallRefused e) {
            JsonAnswer.refuse(response, e);
            return;
        }
        if (sent == null) {
            new Answer(request, response, new CompletableFuture<>()).postpone("too many events at once");
        } else {
            new Answer(request, response, sent).after(sent.thenAccept(answer -> {}));
        }
    }

    /** Sends an event on, or returns null where there is no room for it now. */
    private @Nullable CompletableFuture<RelayAnswer> send(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String uri = request.getRequestURI();
        EventKind kind = EventKind.of(uri.substring(uri.lastIndexOf('/') + 1));
        if (kind == null || !uri.endsWith("/v1/" + uri.substring(uri.lastIndexOf('/') + 1))) {
            throw new CallRefused(HttpServletResponse.SC_NOT_FOUND, "analytics.js makes no such call");
        }
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw new CallRefused(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "an event is sent with POST");
        }
        if (!SameOrigin.isSenderOf(request)) {
            throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "only pages of this origin may send events");
        }
        if (!mayKnow.test(request)) {
            throw new CallRefused(HttpServletResponse.SC_FORBIDDEN, "the visitor has not agreed to be known");
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new CallRefused(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "an event has no Content-Encoding");
        }
        try (BodyBudget.Body body = (kind == EventKind.BATCH ? batches : singles).read(request)) {
            if (body.refusal() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
                throw new CallRefused(body.refusal(), "such a call has at most " + kind.mostBytes() + " bytes");
            }
            return body.refusal() == 0 ? relay.send(kind, context.of(request).of(kind, body.bytes())) : null;
        }
    }

    private static final class Answer extends LateAnswer {
        private final CompletableFuture<RelayAnswer> sent;

        Answer(HttpServletRequest request, HttpServletResponse response, CompletableFuture<RelayAnswer> sent) {
            super(request, response);
            this.sent = sent;
        }

        @Override
        protected void accept() throws IOException {
            RelayAnswer answer = sent.join();
            if (answer.retryAfter() != null) {
                response.setHeader("Retry-After", answer.retryAfter().toString());
            }
            boolean isTaken = answer.status() / 100 == 2;
            // A redirect or a question for a password concerns Attune and Segment, and not the browser.
            int status = answer.status() / 100 == 3 || answer.status() == HttpServletResponse.SC_UNAUTHORIZED
                    ? HttpServletResponse.SC_BAD_GATEWAY
                    : answer.status();
            JsonAnswer.send(response, status, Map.of("success", isTaken));
        }
    }
}
