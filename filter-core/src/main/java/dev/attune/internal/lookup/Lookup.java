package dev.attune.internal.lookup;

import dev.attune.profile.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a look-up came out. Never an exception: a page goes out in any case. */
public sealed interface Lookup {
    /** Returns the visitor's profile, or {@link Profile#unknown()} where there is none to go by. */
    Profile profile();

    /**
     * The visitor is known.
     *
     * @param isStale whether the profile is older than it should be and is being refreshed, or cannot be refreshed
     * @param source where it was found
     * @param pulledAt as of when the Profiles API listed all of it, or null where it holds only pushed traits
     */
    record Found(
            Profile profile,
            boolean isStale,
            Source source,
            @Nullable Instant pulledAt) implements Lookup {}

    /** Segment does not know the visitor. */
    record Unknown() implements Lookup {
        @Override
        public Profile profile() {
            return Profile.unknown();
        }
    }

    /** Nothing could be learnt in time. */
    record Unavailable(Reason reason) implements Lookup {
        @Override
        public Profile profile() {
            return Profile.unknown();
        }
    }

    /** Where a look-up found a profile. */
    enum Source {
        CACHE,
        STORE,
        /** The Profiles API, asked for this look-up or for another one of the same visitor at the same time. */
        API
    }

    /** Why nothing could be learnt. */
    enum Reason {
        /** The answer did not come within the budget; it will be in the cache for the next page. */
        LATE,
        /** The Profiles API or the store failed for this look-up. */
        FAILED,
        /** The Profiles API does not take this visitor's id, or answers for it what cannot be read. */
        REJECTED,
        /** The Profiles API has been failing, so it is not asked for a while. */
        BREAKER_OPEN,
        /** Too many look-ups are waiting for the Profiles API already. */
        OVERLOADED,
        /** The look-up may cost no call, and the cache does not know. */
        NOT_ASKED,
        /** The client is closed. */
        CLOSED
    }
}
