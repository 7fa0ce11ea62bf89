package dev.attune.test;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code GET /attune/health}.
 *
 * @param status {@code up} or {@code degraded}
 * @param version Attune's
 * @param profilesApi what Attune knows of the Profiles API
 * @param lookupsUnderWay how many look-ups wait for an answer
 * @param store where pushed profiles are kept, or null where there is no store
 * @param exposuresWaiting how many exposure events wait to be sent, or null where none are sent
 * @param profiles counters of look-ups by name
 * @param pages counters of pages by name
 * @param webhook counters of webhook calls by name, or null where there is no webhook
 * @param exposures counters of exposure events by name, or null where none are sent
 */
public record HealthReport(
        String status,
        String version,
        ProfilesApi profilesApi,
        int lookupsUnderWay,
        @Nullable Store store,
        @Nullable Long exposuresWaiting,
        Map<String, Long> profiles,
        Map<String, Long> pages,
        @Nullable Map<String, Long> webhook,
        @Nullable Map<String, Long> exposures) {

    /**
     * The Profiles API.
     *
     * @param configured whether profiles are asked for
     * @param breaker {@code open} while it is not asked since it fails, else {@code closed}
     * @param backingOff whether it is asked less since it said so
     */
    public record ProfilesApi(boolean configured, String breaker, boolean backingOff) {}

    /**
     * The store.
     *
     * @param kind {@code memory}, {@code embedded} or {@code redis}
     * @param up whether it takes updates
     */
    public record Store(String kind, boolean up) {}

    /** Reads the JSON of an answer. */
    public static HealthReport read(String json) {
        return Json.read(json, HealthReport.class);
    }
}
