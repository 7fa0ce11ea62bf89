package dev.attune.internal.segment;

import dev.attune.internal.segment.SourceException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletionException;

/** Segment's Tracking API (docs "HTTP API"). */
final class TrackingApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 100_000;

    private final HttpCalls http;
    private final URI batch;
    private final String authorization;
    private final InstantSource clock;

    TrackingApi(URI url, String writeKey, InstantSource clock) {
        this.clock = clock;
        http = new HttpCalls("the Tracking API", "attune-tracking-api", TIMEOUT, MOST_BYTES);
        batch = URI.create(url.toString().replaceFirst("/+$", "") + "/batch");
        // The colon ends the user name of Basic credentials; the password is empty.
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a batch and waits for the answer, within a time.
     *
     * @throws SourceException if it was not accepted; its kind says whether another try makes sense
     */
    void send(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(batch)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof SourceException known
                    ? known
                    : new SourceException(Kind.FAILED, "the Tracking API could not be reached");
        }
        int status = response.statusCode();
        if (status / 100 != 2) {
            throw new SourceException(
                    status == 429 ? Kind.RATE_LIMITED : status / 100 == 4 ? Kind.REFUSED : Kind.FAILED,
                    "the Tracking API answered " + status,
                    RetryAfter.of(response.headers(), clock.instant()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
