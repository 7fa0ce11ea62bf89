package dev.attune.jakarta.internal;

import dev.attune.experiment.VisitorIds;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which visitors have seen which variations lately, in two megabytes: the newest ones, of which each keeps its
 * place until four newer ones want it. It may forget, so that a view counts anew, and takes two visitors for one once in
 * some 10¹³ times. Thread-safe; to find that a view has been counted takes no lock.
 */
final class SeenBefore {
    private static final int WAYS = 4;
    private static final int SETS = 1 << 16;
    private static final int LOCKS = 64;
    private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private final AtomicLongArray seen = new AtomicLongArray(WAYS * SETS);
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** Whether this is the first time, as far as is remembered; from now on it is not. */
    boolean isFirst(String experiment, int variation, VisitorIds ids) {
        long key = key(experiment, variation, ids);
        int set = WAYS * (int) (key >>> Integer.SIZE & SETS - 1);
        if (isIn(set, key)) {
            return false;
        }
        synchronized (locks[set / WAYS % LOCKS]) {
            if (isIn(set, key)) {
                return false;
            }
            // From the last to the first: a reader, who goes the other way, misses none but the oldest, which falls
            // out.
            for (int i = set + WAYS - 1; i > set; i--) {
                seen.set(i, seen.get(i - 1));
            }
            seen.set(set, key);
            return true;
        }
    }

    private boolean isIn(int set, long key) {
        for (int i = set; i < set + WAYS; i++) {
            if (seen.get(i) == key) {
                return true;
            }
        }
        return false;
    }

    /** FNV-1a with 64 bits, whose bits are mixed once more; never 0, which stands for an empty place. */
    private static long key(String experiment, int variation, VisitorIds ids) {
        long hash = add(OFFSET_BASIS, experiment);
        hash = (hash ^ variation) * PRIME;
        hash = add(hash, ids.user());
        hash = add(hash, ids.anonymous());
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    private static long add(long state, @Nullable String text) {
        long hash = (state ^ (text == null ? 0x1FFFF : 0x1FFFE)) * PRIME;
        for (int i = 0; text != null && i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
