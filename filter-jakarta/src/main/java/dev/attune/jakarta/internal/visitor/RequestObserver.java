package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Personalization;
import dev.attune.internal.request.RequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Observes requests for rules. Thread-safe.
 *
 * @param reader reads them as the settings say
 * @param clock the time that rules go by
 */
public record RequestObserver(RequestReader reader, InstantSource clock) {
    /**
     * Returns what a request says to rules, to be read as they ask.
     *
     * @param path the page's path inside the context, which a forward does not change
     * @param query the page's query as it is sent
     */
    public AskedRequest observe(
            HttpServletRequest request, String path, @Nullable String query, Personalization rules) {
        return new AskedRequest(reader, clock, request, path, query, rules);
    }
}
