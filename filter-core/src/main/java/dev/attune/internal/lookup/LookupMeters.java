package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Meter;
import dev.attune.internal.runtime.Meters;
import dev.attune.internal.text.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The counters of a {@link ProfileClient}. */
public final class LookupMeters {
    private LookupMeters() {}

    /** Returns what a client counts. */
    public static Meters of(ProfileClient client) {
        List<Meter> meters = new ArrayList<>();
        add(meters, client, "hits", "look-ups that the near cache answered", LookupHealth::hits);
        add(
                meters,
                client,
                "staleHits",
                "look-ups that the near cache answered with a stale profile, while it was refreshed",
                LookupHealth::staleHits);
        add(meters, client, "misses", "look-ups of visitors who are not in the near cache", LookupHealth::misses);
        add(meters, client, "refreshes", "refreshes behind a stale answer", LookupHealth::refreshes);
        add(meters, client, "apiCalls", "profiles that the Profiles API was asked for", LookupHealth::calls);
        add(meters, client, "apiFailures", "calls of these that failed", LookupHealth::callFailures);
        add(
                meters,
                client,
                "storeFailures",
                "reads and writes that the profile store refused",
                LookupHealth::storeFailures);
        for (Lookup.Reason reason : Lookup.Reason.values()) {
            add(meters, client, name(reason), "pages without a profile: " + meaning(reason), health -> {
                Long count = health.unavailable().get(reason);
                return count == null ? 0 : count;
            });
        }
        return new Meters("profiles", meters);
    }

    private static void add(
            List<Meter> meters, ProfileClient client, String name, String meaning, ToLongFunction<LookupHealth> count) {
        meters.add(new Meter(name, meaning, () -> count.applyAsLong(client.health())));
    }

    /** {@code LATE} is {@code unavailableLate}. */
    private static String name(Lookup.Reason reason) {
        String label = Label.camelCase(reason);
        return "unavailable" + label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    private static String meaning(Lookup.Reason reason) {
        return switch (reason) {
            case LATE -> "the answer did not come within the budget";
            case FAILED -> "the Profiles API or the store failed";
            case REJECTED -> "the Profiles API refused the visitor's id, or its answer cannot be read";
            case BREAKER_OPEN -> "the Profiles API was not asked, because it had failed before";
            case OVERLOADED -> "too many look-ups were waiting";
            case NOT_ASKED ->
                "robots, for which the Profiles API is not asked, and all visitors while profilesApi is off";
            case CLOSED -> "the app was stopping";
        };
    }
}
