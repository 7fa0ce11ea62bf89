package dev.attune.internal.lookup;

import java.time.Duration;

/**
 * How profiles are looked up.
 *
 * @param budget the longest that a page waits
 * @param ttl how long a profile is fresh
 * @param staleTtl how long after that it is still served while a newer one is fetched or cannot be had
 * @param unknownTtl how long it is remembered that there is no such profile
 * @param cacheEntries profiles in the near cache
 * @param cacheBytes heap that the profiles in the near cache take at most
 * @param rate calls of the Profiles API a second at most
 */
public record LookupSettings(
        Duration budget,
        Duration ttl,
        Duration staleTtl,
        Duration unknownTtl,
        int cacheEntries,
        long cacheBytes,
        int rate) {
    public LookupSettings {
        if (budget.isNegative() || ttl.isNegative() || staleTtl.isNegative() || unknownTtl.isNegative()) {
            throw new IllegalArgumentException("durations of look-ups are not negative");
        }
        if (cacheEntries < 1 || cacheBytes < 1 || rate < 1) {
            throw new IllegalArgumentException("a cache has at least one entry, a rate at least one call a second");
        }
    }

    /** Settings with a cache of a fifth of the heap. */
    public LookupSettings(
            Duration budget, Duration ttl, Duration staleTtl, Duration unknownTtl, int cacheEntries, int rate) {
        this(
                budget,
                ttl,
                staleTtl,
                unknownTtl,
                cacheEntries,
                Runtime.getRuntime().maxMemory() / 5,
                rate);
    }
}
