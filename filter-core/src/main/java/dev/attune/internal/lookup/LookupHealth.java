package dev.attune.internal.lookup;

import dev.attune.internal.store.StoreHealth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How look-ups have gone since the start, and how they stand. Holds no profile data.
 *
 * @param asksSource whether there is a Profiles API to ask
 * @param isBreakerOpen whether the Profiles API gets no calls for now because it failed
 * @param isBackingOff whether calls are held back because the Profiles API said "too many"
 * @param underWay look-ups under way
 * @param hits answered by the near cache
 * @param staleHits answered by the near cache with a profile that is being refreshed
 * @param misses not in the near cache
 * @param refreshes started behind a stale answer
 * @param calls profiles asked for at the Profiles API
 * @param callFailures of these, the ones that failed
 * @param storeFailures reads and writes that the store refused
 * @param unavailable pages that went out without a profile, by reason
 * @param store the store, or null where there is none
 */
public record LookupHealth(
        boolean asksSource,
        boolean isBreakerOpen,
        boolean isBackingOff,
        int underWay,
        long hits,
        long staleHits,
        long misses,
        long refreshes,
        long calls,
        long callFailures,
        long storeFailures,
        Map<Lookup.Reason, Long> unavailable,
        @Nullable StoreHealth store) {
    public LookupHealth {
        unavailable = Map.copyOf(unavailable);
    }
}
