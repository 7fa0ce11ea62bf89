package dev.attune.internal.lookup;

import dev.attune.internal.runtime.Ticker;
import dev.attune.profile.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the near cache. It is a finished look-up itself, so that a hit allocates nothing.
 *
 * <p>Times are those of {@link Ticker}.
 */
final class CachedProfile implements PendingProfile {
    private final Lookup outcome;
    private final long freshUntil;
    private final long usableUntil;
    private volatile long refreshAt;

    private CachedProfile(Lookup outcome, long freshUntil, long usableUntil) {
        this.outcome = outcome;
        this.freshUntil = freshUntil;
        this.usableUntil = usableUntil;
        this.refreshAt = freshUntil;
    }

    static CachedProfile found(Profile profile, @Nullable Instant pulledAt, long freshUntil, long usableUntil) {
        return new CachedProfile(
                new Lookup.Found(profile, false, Lookup.Source.CACHE, pulledAt), freshUntil, usableUntil);
    }

    /** That there is no such profile is not served stale: who has just become known wants to be seen. */
    static CachedProfile unknown(long freshUntil) {
        return new CachedProfile(UNKNOWN, freshUntil, freshUntil);
    }

    private static final Lookup UNKNOWN = new Lookup.Unknown();

    boolean isFresh(long now) {
        return now - freshUntil < 0;
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
