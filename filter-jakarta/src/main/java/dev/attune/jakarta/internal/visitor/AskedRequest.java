package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Personalization;
import dev.attune.decision.RequestAttribute;
import dev.attune.decision.RequestFacts;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.request.ObservedRequest;
import dev.attune.internal.request.RequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a container's request says to rules. Until the first rule asks, nothing is read of it. Thread-safe. */
public final class AskedRequest implements RequestFacts {
    private final RequestReader reader;
    private final InstantSource clock;
    private final HttpServletRequest request;
    private final String path;
    private final @Nullable String query;
    private final Personalization rules;
    private volatile @Nullable ObservedRequest observed;

    AskedRequest(
            RequestReader reader,
            InstantSource clock,
            HttpServletRequest request,
            String path,
            @Nullable String query,
            Personalization rules) {
        this.reader = reader;
        this.clock = clock;
        this.request = request;
        this.path = path;
        this.query = query;
        this.rules = rules;
    }

    @Override
    public @Nullable Object value(RequestAttribute attribute) {
        return observed().value(attribute);
    }

    @Override
    public @Nullable Instant time() {
        return observed().time();
    }

    /** Returns the headers that were read so far, as a {@code Vary} value; {@code ""} where there is none. */
    public String vary() {
        ObservedRequest asked = observed;
        return asked == null ? "" : asked.vary();
    }

    private ObservedRequest observed() {
        ObservedRequest asked = observed;
        if (asked == null) {
            asked = observe();
        }
        return asked;
    }

    /** The time is read once: all rules go by the same. */
    private synchronized ObservedRequest observe() {
        ObservedRequest asked = observed;
        if (asked == null) {
            asked = reader.read(
                    new ServletSource(request, path, query, clock.instant()),
                    ranges -> RulesAccess.get().language(rules, ranges));
            observed = asked;
        }
        return asked;
    }
}
