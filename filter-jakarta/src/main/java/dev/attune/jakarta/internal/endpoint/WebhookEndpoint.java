package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallCredentials;
import dev.attune.internal.segment.CallRefused;
import dev.attune.internal.segment.WebhookPayload;
import dev.attune.internal.store.ProfileStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Segment pushes. 200 means merged and durable; 4xx, with one line that says why, that it will never work; 503
 * that it will later, which Segment then tries for four hours. Thread-safe.
 */
public final class WebhookEndpoint implements Endpoint {
    private static final System.Logger LOG = System.getLogger(WebhookEndpoint.class.getPackageName());

    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final long MOST_BYTES_TOGETHER = 64L * 1024 * 1024;
    private static final WebhookPayload NOTHING = new WebhookPayload(List.of(), 0, List.of());

    private final BodyBudget bodies = new BodyBudget(MOST_BYTES, MOST_BYTES_TOGETHER);
    private final LongAdder merged = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder postponed = new LongAdder();
    private final WrongCredentials wrongCredentials = new WrongCredentials(Ticker.SYSTEM);
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final CallCredentials credentials;
    private final ProfileStore store;
    private final BooleanSupplier isOn;
    private final InstantSource clock;

    /**
     * @param credentials what a call must show
     * @param store where it goes; not closed by the endpoint
     * @param isOn whether calls are taken now; while they are not, they are postponed
     */
    public WebhookEndpoint(CallCredentials credentials, ProfileStore store, BooleanSupplier isOn) {
        this.credentials = credentials;
        this.store = store;
        this.isOn = isOn;
        this.clock = InstantSource.system();
        if (!credentials.haveAuthorization()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: with no more than webhookSecret, batches are refused, since Segment signs only the first event of"
                            + " a batch; set webhookUsername and webhookPassword, or webhookToken, as well");
        }
    }

    /** Returns the counters of webhook calls. */
    public Meters meters() {
        return new Meters(
                "webhook",
                List.of(
                        new Meter("merged", "updates that the store has made durable", merged::sum),
                        new Meter("ignored", "events that say nothing of profiles", ignored::sum),
                        new Meter("refused", "calls that were answered 4xx", refused::sum),
                        new Meter("postponed", "calls that were answered 503", postponed::sum)));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isOn.getAsBoolean()) {
            new Answer(request, response, NOTHING).postpone("the webhook is switched off");
            return;
        }
        WebhookPayload payload;
        try {
            payload = payload(request, response);
        } catch (CallRefused e) {
            refused.increment();
            if (e.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                wrongCredentials.refuse(request, response, e);
            } else {
                JsonAnswer.refuse(response, e);
            }
            return;
        }
        if (payload == null) {
            new Answer(request, response, NOTHING).postpone("too many webhook calls at once");
            return;
        }
        ignored.add(payload.ignored());
        if (!payload.failures().isEmpty()) {
            failures.report(
                    payload.failures().size() + " events of a webhook call could not be read: "
                            + String.join("; ", new TreeSet<>(payload.failures())),
                    null);
        }
        Answer answer = new Answer(request, response, payload);
        if (payload.updates().isEmpty()) {
            answer.accept();
        } else {
            answer.after(store.merge(payload.updates()));
        }
    }

    /** Returns the body, or null where there is no room for it now. */
    private @Nullable WebhookPayload payload(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw refusal(405, "a webhook is a POST");
        }
        // First what costs nothing: a stranger does not get us to read.
        credentials.checkAuthorization(request.getHeader("Authorization"));
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

    private static CallRefused refusal(int status, String message) {
        return new CallRefused(status, message);
    }

    /** The answer to a call whose updates the store is merging. */
    private final class Answer extends LateAnswer {
        private final WebhookPayload payload;

        Answer(HttpServletRequest request, HttpServletResponse response, WebhookPayload payload) {
            super(request, response);
            this.payload = payload;
        }

        @Override
        protected void accept() throws IOException {
            merged.add(payload.updates().size());
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("merged", payload.updates().size());
            counts.put("ignored", payload.ignored());
            if (!payload.failures().isEmpty()) {
                counts.put("failed", payload.failures().size());
            }
            JsonAnswer.send(response, HttpServletResponse.SC_OK, counts);
        }

        @Override
        public void postpone(String reason) throws IOException {
            postponed.increment();
            super.postpone(reason);
        }
    }
}
