package dev.attune.internal.analytics;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.HttpCalls;
import dev.attune.internal.segment.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends events of browsers on to Segment's Tracking API, and tells what it answers, so that analytics.js sends again what is to
 * come again. Of the browser's request nothing goes along but the event. Thread-safe.
 */
public final class EventRelay implements AutoCloseable {
    /**
     * While Segment is slow, no more than these calls are under way; of others, analytics.js keeps the events. A long body
     * counts as many, so that all together take no more memory than {@value #MOST_UNDER_WAY} pieces.
     */
    static final int MOST_UNDER_WAY = 256;

    private static final int PIECE_BYTES = 64 * 1024;

    private static final System.Logger LOG = System.getLogger(EventRelay.class.getPackageName());
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int MOST_ANSWER_BYTES = 100_000;

    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final HttpCalls http = new HttpCalls("the Tracking API", "attune-events", TIMEOUT, MOST_ANSWER_BYTES);
    private final String url;
    private final String authorization;
    private final InstantSource clock;

    /**
     * @param url the API up to and with its version
     * @param writeKey the key of the source that events go to; it appears in no message
     */
    public EventRelay(URI url, String writeKey, InstantSource clock) {
        this.url = url.toString().replaceFirst("/+$", "") + "/";
        // The colon ends the user name of Basic credentials; the password is empty.
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /**
     * Sends a body, without waiting. The stage fails where Segment cannot be reached.
     *
     * @return null where too many are under way
     */
    public @Nullable CompletableFuture<RelayAnswer> send(EventKind kind, byte[] body) {
        int pieces = 1 + body.length / PIECE_BYTES;
        if (!room.tryAcquire(pieces)) {
            failures.report("events come faster than Segment takes them; browsers send them again", null);
            return null;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + kind.letter()))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request)
                .whenComplete((answer, failure) -> {
                    room.release(pieces);
                    if (failure != null) {
                        failures.report("an event could not be sent on: " + FailureLog.text(failure), null);
                    }
                })
                .thenApply(this::answer);
    }

    private RelayAnswer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            failures.report("Segment answers " + status + " to events: check analyticsWriteKey", null);
        }
        Instant now = clock.instant();
        Duration wait = RetryAfter.of(response.headers(), now);
        return new RelayAnswer(status, wait == null ? null : Math.max(1, wait.toSeconds()));
    }

    @Override
    public void close() {
        failures.close();
        http.close();
    }
}
