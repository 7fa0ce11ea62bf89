package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.lookup.LookupHealth;
import dev.attune.internal.segment.TrackingHealth;
import dev.attune.internal.store.StoreHealth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how Attune is, as JSON without profile data: 200 where all is well, 503 where the store is down or the Profiles API
 * is being left alone. Pages go out in either case. Thread-safe.
 */
public final class HealthEndpoint implements Endpoint {
    private final Supplier<LookupHealth> lookups;
    private final @Nullable WebhookEndpoint webhook;
    private final Supplier<@Nullable TrackingHealth> tracking;

    /**
     * @param lookups how look-ups are now
     * @param webhook the webhook, or null where there is none
     * @param tracking how events are sent now; null where none are
     */
    public HealthEndpoint(
            Supplier<LookupHealth> lookups,
            @Nullable WebhookEndpoint webhook,
            Supplier<@Nullable TrackingHealth> tracking) {
        this.tracking = tracking;
        this.lookups = lookups;
        this.webhook = webhook;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            JsonAnswer.error(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "health is read with GET");
            return;
        }
        LookupHealth health = lookups.get();
        StoreHealth store = health.store();
        boolean isWell = !health.isBreakerOpen() && (store == null || store.isUp());
        JsonAnswer.send(response, isWell ? 200 : 503, json(isWell, health, store));
    }

    private String json(boolean isWell, LookupHealth health, @Nullable StoreHealth store) {
        StringBuilder json = new StringBuilder(512);
        json.append("{\"status\":\"").append(isWell ? "up" : "degraded").append('"');
        json.append(",\"profilesApi\":{\"configured\":").append(health.asksSource());
        json.append(",\"breaker\":\"")
                .append(health.isBreakerOpen() ? "open" : "closed")
                .append('"');
        json.append(",\"backingOff\":").append(health.isBackingOff());
        json.append(",\"calls\":").append(health.calls());
        json.append(",\"failures\":").append(health.callFailures()).append('}');
        json.append(",\"cache\":{\"hits\":").append(health.hits());
        json.append(",\"staleHits\":").append(health.staleHits());
        json.append(",\"misses\":").append(health.misses());
        json.append(",\"refreshes\":").append(health.refreshes());
        json.append(",\"underWay\":").append(health.underWay()).append('}');
        json.append(",\"unavailable\":").append(object(new TreeMap<>(health.unavailable())));
        if (store != null) {
            json.append(",\"store\":{\"kind\":").append(JsonAnswer.quoted(store.kind()));
            json.append(",\"up\":").append(store.isUp());
            // No detail: it may name folders and hosts, and strangers can read this. The log has it.
            json.append(",\"failures\":").append(health.storeFailures()).append('}');
        }
        if (webhook != null) {
            WebhookEndpoint.Counts counts = webhook.counts();
            json.append(",\"webhook\":{\"merged\":").append(counts.merged());
            json.append(",\"ignored\":").append(counts.ignored());
            json.append(",\"refused\":").append(counts.refused());
            json.append(",\"postponed\":").append(counts.postponed()).append('}');
        }
        TrackingHealth events = tracking.get();
        if (events != null) {
            json.append(",\"exposures\":{\"waiting\":").append(events.waiting());
            json.append(",\"sent\":").append(events.sent());
            json.append(",\"lost\":").append(events.lost()).append('}');
        }
        return json.append("}\n").toString();
    }

    private static String object(Map<?, Long> counts) {
        StringBuilder json = new StringBuilder("{");
        counts.forEach((name, count) -> json.append(json.length() == 1 ? "" : ",")
                .append(JsonAnswer.quoted(String.valueOf(name)))
                .append(':')
                .append(count));
        return json.append('}').toString();
    }
}
