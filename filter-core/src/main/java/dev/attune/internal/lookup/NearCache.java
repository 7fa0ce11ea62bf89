package dev.attune.internal.lookup;

import dev.attune.profile.ProfileKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The profiles used last, in an Ehcache heap tier, which bounds their number. It is asked and told, and never loads: a
 * loader would run under Ehcache's locks and hold up other visitors. Ages are kept in the entries, since one entry has two,
 * fresh and usable. That nothing is known of a visitor is kept apart, so that made-up ids drive no profile out.
 *
 * <p>Their weight is bounded as well: each time that an eighth of it was put, all entries are weighed, and the heaviest ones
 * and those not used since the last time go.
 *
 * <p>A profile that a reader puts may be older than a change. So a reader takes a {@linkplain #stamp stamp} first, and
 * what it puts goes away again if the stamp has changed.
 */
final class NearCache implements AutoCloseable {
    private static final int STAMPS = 1024;
    private static final int MOST_STRANGERS = 10_000;

    /** A profile beyond this goes before lighter ones: Segment takes no event of more than 32 KB. */
    private static final int HEAVY_BYTES = 32 * 1024;

    private static final Comparator<Entry> LEAST_WORTH_FIRST = Comparator.<Entry, Boolean>comparing(
                    entry -> entry.weight() <= HEAVY_BYTES)
            .thenComparing(Entry::isUsed)
            .thenComparing(Comparator.comparingInt(Entry::weight).reversed());

    private final AtomicLongArray stamps = new AtomicLongArray(STAMPS);
    private final AtomicLong notWeighed = new AtomicLong();
    private final long mostBytes;
    private final CacheManager ehcache;
    private final Cache<ProfileKey, CachedProfile> profiles;
    private final Cache<ProfileKey, CachedProfile> strangers;

    NearCache(int entries, long mostBytes) {
        this.mostBytes = mostBytes;
        ehcache = CacheManagerBuilder.newCacheManagerBuilder().build(true);
        profiles = ehcache.createCache("profiles", heap(entries));
        strangers = ehcache.createCache("strangers", heap(Math.min(entries, MOST_STRANGERS)));
    }

    private static CacheConfiguration<ProfileKey, CachedProfile> heap(int entries) {
        return CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        ProfileKey.class, CachedProfile.class, ResourcePoolsBuilder.heap(entries))
                .build();
    }

    @Nullable
    CachedProfile get(ProfileKey key) {
        CachedProfile profile = profiles.get(key);
        return profile == null ? strangers.get(key) : profile;
    }

    /** Returns the count of changes seen for a key, to be handed to {@link #put} with the profile read after it. */
    long stamp(ProfileKey key) {
        return stamps.get(slot(key));
    }

    /** Caches the profile read after the stamp was taken, unless it has changed since. */
    void put(ProfileKey key, CachedProfile profile, long stamp) {
        if (stamp(key) != stamp || profile.weight() > mostBytes / 8) {
            return;
        }
        Cache<ProfileKey, CachedProfile> cache = profile.isOfStranger() ? strangers : profiles;
        Cache<ProfileKey, CachedProfile> other = profile.isOfStranger() ? profiles : strangers;
        cache.put(key, profile);
        other.remove(key);
        if (stamp(key) != stamp) {
            cache.remove(key, profile);
        }
        if (notWeighed.addAndGet(profile.weight()) > mostBytes / 8) {
            weigh();
        }
    }

    /** Makes room for another eighth. */
    private synchronized void weigh() {
        if (notWeighed.get() <= mostBytes / 8) {
            return;
        }
        notWeighed.set(0);
        List<Entry> entries = new ArrayList<>();
        long excess = -mostBytes / 8 * 7;
        for (Cache.Entry<ProfileKey, CachedProfile> cached : profiles) {
            CachedProfile profile = cached.getValue();
            entries.add(new Entry(cached.getKey(), profile, profile.weight(), profile.wasUsed()));
            excess += profile.weight();
        }
        if (excess <= 0) {
            return;
        }
        entries.sort(LEAST_WORTH_FIRST);
        for (int i = 0; excess > 0 && i < entries.size(); i++) {
            Entry entry = entries.get(i);
            profiles.remove(entry.key(), entry.profile());
            excess -= entry.weight();
        }
    }

    /** An entry as it was weighed. */
    private record Entry(ProfileKey key, CachedProfile profile, int weight, boolean isUsed) {}

    /** Forgets a visitor whose profile has changed. */
    void invalidate(ProfileKey key) {
        stamps.incrementAndGet(slot(key));
        profiles.remove(key);
        strangers.remove(key);
    }

    /** Forgets all. */
    void clear() {
        for (int i = 0; i < STAMPS; i++) {
            stamps.incrementAndGet(i);
        }
        profiles.clear();
        strangers.clear();
    }

    private static int slot(ProfileKey key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STAMPS - 1);
    }

    @Override
    public void close() {
        ehcache.close();
    }
}
