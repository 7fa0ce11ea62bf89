package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.lookup.LookupHealth;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.runtime.Version;
import dev.attune.internal.segment.TrackingHealth;
import dev.attune.internal.store.StoreHealth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how Attune is, as JSON without profile data: 200 where all is well, 503 where the store is down or the breaker in
 * front of the Profiles API is open. Pages go out in either case. Thread-safe.
 */
public final class HealthEndpoint implements Endpoint {
    private static final String UP = "up";

    private final Supplier<LookupHealth> lookups;
    private final Supplier<@Nullable TrackingHealth> tracking;
    private final List<Meters> counters;

    /**
     * @param lookups how look-ups are now
     * @param tracking how events are sent now; null where none are
     * @param counters the counters to show, each subject under its own name
     */
    public HealthEndpoint(
            Supplier<LookupHealth> lookups, Supplier<@Nullable TrackingHealth> tracking, List<Meters> counters) {
        this.lookups = lookups;
        this.tracking = tracking;
        this.counters = List.copyOf(counters);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            JsonAnswer.error(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "health is read with GET");
            return;
        }
        Map<String, Object> report = report();
        JsonAnswer.send(response, UP.equals(report.get("status")) ? 200 : 503, report);
    }

    /** Returns how Attune is, as the members of the JSON that this endpoint answers. */
    public Map<String, Object> report() {
        LookupHealth health = lookups.get();
        StoreHealth store = health.store();
        boolean isWell = !health.isBreakerOpen() && (store == null || store.isUp());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", isWell ? UP : "degraded");
        json.put("version", Version.TEXT);
        Map<String, Object> api = new LinkedHashMap<>();
        api.put("configured", health.asksSource());
        api.put("breaker", health.isBreakerOpen() ? "open" : "closed");
        api.put("backingOff", health.isBackingOff());
        json.put("profilesApi", api);
        json.put("lookupsUnderWay", health.underWay());
        if (store != null) {
            // No detail: it may name folders and hosts, and strangers can read this. The log has it.
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("kind", store.kind());
            state.put("up", store.isUp());
            json.put("store", state);
        }
        TrackingHealth events = tracking.get();
        if (events != null) {
            json.put("exposuresWaiting", events.waiting());
        }
        counters.forEach(subject -> json.put(subject.subject(), subject.counts()));
        return json;
    }
}
