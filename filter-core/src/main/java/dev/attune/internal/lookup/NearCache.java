package dev.attune.internal.lookup;

import dev.attune.profile.ProfileKey;
import java.util.concurrent.atomic.AtomicLongArray;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The profiles used last, in an Ehcache heap tier, which bounds their number. It is asked and told, and never loads: a
 * loader would run under Ehcache's locks and hold up other visitors. Ages are kept in the entries, since one entry has two,
 * fresh and usable.
 *
 * <p>What is put may have been read before somebody changed it. So a reader takes a {@linkplain #stamp stamp} first, and
 * what it puts goes away again if the stamp has changed.
 */
final class NearCache implements AutoCloseable {
    private static final String NAME = "profiles";
    private static final int STAMPS = 1024;

    private final AtomicLongArray stamps = new AtomicLongArray(STAMPS);
    private final CacheManager ehcache;
    private final Cache<ProfileKey, CachedProfile> profiles;

    NearCache(int entries) {
        ehcache = CacheManagerBuilder.newCacheManagerBuilder()
                .withCache(
                        NAME,
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                ProfileKey.class, CachedProfile.class, ResourcePoolsBuilder.heap(entries)))
                .build(true);
        profiles = ehcache.getCache(NAME, ProfileKey.class, CachedProfile.class);
    }

    @Nullable
    CachedProfile get(ProfileKey key) {
        return profiles.get(key);
    }

    /** Returns the count of changes seen for a key, to be handed to {@link #put} with what was read after it. */
    long stamp(ProfileKey key) {
        return stamps.get(slot(key));
    }

    /** Caches what was read after the stamp was taken, unless it has changed since. */
    void put(ProfileKey key, CachedProfile profile, long stamp) {
        if (stamp(key) != stamp) {
            return;
        }
        profiles.put(key, profile);
        if (stamp(key) != stamp) {
            profiles.remove(key, profile);
        }
    }

    /** Forgets a visitor whose profile has changed. */
    void invalidate(ProfileKey key) {
        stamps.incrementAndGet(slot(key));
        profiles.remove(key);
    }

    /** Forgets all. */
    void clear() {
        for (int i = 0; i < STAMPS; i++) {
            stamps.incrementAndGet(i);
        }
        profiles.clear();
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
