package dev.attune.jakarta.internal.rules;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.HttpCalls;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a shared cache which pages to drop, one call after another. Where that fails, they go with their time. Thread-safe. */
final class Purge implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Purge.class.getPackageName());
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_ANSWER_BYTES = 100_000;

    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final HttpCalls http = new HttpCalls("the cache at purgeUrl", "attune-purge", TIMEOUT, MOST_ANSWER_BYTES);
    private final URI url;
    private final @Nullable String token;

    Purge(URI url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    /** Has the pages of some outcomes dropped, without waiting. A cache that cannot be reached is asked no further. */
    void drop(List<String> codes) {
        dropNext(codes.iterator());
    }

    private void dropNext(Iterator<String> codes) {
        if (!codes.hasNext()) {
            return;
        }
        var unused = http.send(request("attune-" + codes.next())).whenComplete((answer, failure) -> {
            if (failure != null) {
                report(FailureLog.text(failure));
                return;
            }
            if (answer.statusCode() / 100 != 2) {
                report("purgeUrl answered " + answer.statusCode());
            }
            dropNext(codes);
        });
    }

    private HttpRequest request(String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Surrogate-Key", tag)
                .header("Cache-Tag", tag)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"tags\":[\"" + tag + "\"]}"));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    private void report(String problem) {
        failures.report(problem + ": pages of former rules stay in caches for their time", null);
    }

    @Override
    public void close() {
        failures.close();
        http.close();
    }
}
