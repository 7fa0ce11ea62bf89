package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Meter;
import java.util.List;

/** The counters of a {@link ProfileClient}. */
public final class LookupMeters {
    private LookupMeters() {}

    /** Returns what a client counts. */
    public static List<Meter> of(ProfileClient client) {
        return List.of(
                new Meter(
                        "hits",
                        "look-ups answered by the near cache",
                        () -> client.health().hits()),
                new Meter(
                        "staleHits",
                        "look-ups answered by the near cache with what is being refreshed",
                        () -> client.health().staleHits()),
                new Meter(
                        "misses",
                        "look-ups of what is not in the near cache",
                        () -> client.health().misses()),
                new Meter(
                        "refreshes",
                        "refreshes behind a stale answer",
                        () -> client.health().refreshes()),
                new Meter(
                        "apiCalls",
                        "profiles asked for at the Profiles API",
                        () -> client.health().calls()),
                new Meter(
                        "apiFailures",
                        "of these, the ones that failed",
                        () -> client.health().callFailures()),
                new Meter(
                        "storeFailures",
                        "reads and writes that the profile store refused",
                        () -> client.health().storeFailures()),
                new Meter(
                        "pagesWithoutProfile",
                        "pages that went out without a profile because none came in time",
                        () -> client.health().unavailable().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()));
    }
}
