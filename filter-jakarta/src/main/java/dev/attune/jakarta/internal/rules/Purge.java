package dev.attune.jakarta.internal.rules;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a shared cache which pages to drop. Where that fails, they go with their time. */
final class Purge {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final FailureLog failures = new FailureLog(System.getLogger(Purge.class.getPackageName()), Ticker.SYSTEM);
    private final URI url;
    private final @Nullable String token;

    Purge(URI url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    /** Sends the tag of one outcome's pages, and waits for the answer. */
    void send(String code) {
        String tag = "attune-" + code;
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Surrogate-Key", tag)
                .header("Cache-Tag", tag)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"tags\":[\"" + tag + "\"]}"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            int status = HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                failures.report(
                        "purgeUrl answered " + status + ": pages of former rules stay in caches for their time", null);
            }
        } catch (IOException e) {
            failures.report("purgeUrl could not be reached: pages of former rules stay in caches for their time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
