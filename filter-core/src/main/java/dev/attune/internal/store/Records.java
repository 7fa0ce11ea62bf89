package dev.attune.internal.store;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Records that this process holds, and how an update is merged into them. Used by one thread at a time. */
abstract class Records {
    /** A store remembers deletions for this long; Segment retries for four hours at most. */
    private static final Duration MEMORY_OF_GONE = Duration.ofDays(30);

    private final InstantSource clock;

    Records(InstantSource clock) {
        this.clock = clock;
    }

    abstract ProfileRecord get(ProfileKey key);

    abstract void put(ProfileKey key, ProfileRecord record);

    /** Merges an update, a deletion also into the records of linked keys, and returns the keys whose record changed. */
    final List<ProfileKey> merge(ProfileUpdate update) {
        List<ProfileKey> changed = new ArrayList<>();
        ProfileRecord before = get(update.key());
        if (update instanceof ProfileUpdate.Deleted deleted) {
            for (String link : before.links()) {
                ProfileKey linked = ProfileKey.parse(link);
                mergeAlone(new ProfileUpdate.Deleted(linked, deleted.time()), get(linked), changed);
            }
        }
        mergeAlone(update, before, changed);
        return changed;
    }

    @SuppressWarnings("ReferenceEquality") // merge returns the very record where nothing is new
    private void mergeAlone(ProfileUpdate update, ProfileRecord before, List<ProfileKey> changed) {
        Instant now = clock.instant();
        ProfileRecord known = update instanceof ProfileUpdate.Deleted ? before.forgetAfter(now) : before;
        ProfileRecord after = known.merge(update).forgetGoneBefore(now.minus(MEMORY_OF_GONE));
        if (after != before) {
            put(update.key(), after);
            changed.add(update.key());
        }
    }
}
