package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import dev.attune.profile.ProfileRecord;

/**
 * An entry of the near cache. It is a finished look-up itself, so that a hit allocates nothing.
 *
 * <p>Times are those of {@link Ticker}.
 */
final class CachedProfile implements PendingProfile {
    /** What key, entry and the cache's own objects take beside the profile. */
    private static final int OVERHEAD = 400;

    private final Lookup outcome;
    private final long freshUntil;
    private final long usableUntil;
    private final int weight;
    private volatile long refreshAt;
    private volatile boolean isUsed;

    private CachedProfile(Lookup outcome, int weight, long freshUntil, long usableUntil) {
        this.outcome = outcome;
        this.weight = weight;
        this.freshUntil = freshUntil;
        this.usableUntil = usableUntil;
        this.refreshAt = freshUntil;
    }

    static CachedProfile found(ProfileRecord record, long freshUntil, long usableUntil) {
        return new CachedProfile(
                new Lookup.Found(record.profile(), false, Lookup.Source.CACHE, record.pulledAt()),
                OVERHEAD + record.toBytes().length,
                freshUntil,
                usableUntil);
    }

    /** That there is no such profile is not served stale: who has just become known wants to be seen. */
    static CachedProfile unknown(long freshUntil) {
        return new CachedProfile(UNKNOWN, OVERHEAD, freshUntil, freshUntil);
    }

    /** That the Profiles API does not answer for an id. To ask again soon would be of no use. */
    static CachedProfile rejected(long freshUntil) {
        return new CachedProfile(REJECTED, OVERHEAD, freshUntil, freshUntil);
    }

    private static final Lookup REJECTED = new Lookup.Unavailable(Lookup.Reason.REJECTED);
    private static final Lookup UNKNOWN = new Lookup.Unknown();

    boolean isFresh(long now) {
        return now - freshUntil < 0;
    }

    /** Returns some number of bytes of heap that the entry takes. */
    int weight() {
        return weight;
    }

    /** Whether nothing is known of the visitor. */
    boolean isOfStranger() {
        return !(outcome instanceof Lookup.Found);
    }

    /** Notes that a page got the profile. */
    void use() {
        if (!isUsed) {
            isUsed = true;
        }
    }

    /** Whether a page got the profile since this was asked last. */
    boolean wasUsed() {
        boolean wasUsed = isUsed;
        isUsed = false;
        return wasUsed;
    }

    boolean isUsable(long now) {
        return now - usableUntil < 0;
    }

    /** Whether a refresh is due; none is for a while after one has failed. */
    boolean wantsRefresh(long now) {
        return now - refreshAt >= 0;
    }

    void refreshNotBefore(long time) {
        refreshAt = time;
    }

    /** Returns the outcome as it is at a time. */
    Lookup at(long now) {
        return !isFresh(now) && outcome instanceof Lookup.Found found
                ? new Lookup.Found(found.profile(), true, found.source(), found.pulledAt())
                : outcome;
    }

    @Override
    public Lookup await() {
        return outcome;
    }

    @Override
    public boolean isDone() {
        return true;
    }
}
