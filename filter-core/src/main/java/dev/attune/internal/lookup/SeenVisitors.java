package dev.attune.internal.lookup;

import dev.attune.profile.ProfileKey;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Remembers of many visitors, in four bytes each, that the Profiles API has known them: more than the near cache can hold. The
 * visitor who came last takes the place of another. It may mistake a stranger for a visitor, one in billions. Thread-safe.
 *
 * <p>Which places ids take depends on a random number, so that no id can be made up to pass for a visitor's.
 */
final class SeenVisitors {
    private static final int FEWEST = 1 << 10;
    private static final int MOST = 1 << 22;

    private final AtomicIntegerArray marks;
    private final long multiplier;

    /**
     * @param visitors how many the near cache holds
     * @param random from which ids are spread
     */
    SeenVisitors(int visitors, long random) {
        long wanted = Math.min(MOST, Math.max(FEWEST, 4L * visitors));
        marks = new AtomicIntegerArray((int) Long.highestOneBit(wanted));
        multiplier = random | 1;
    }

    void add(ProfileKey key) {
        long hash = hash(key);
        marks.set(place(hash), mark(hash));
    }

    boolean contains(ProfileKey key) {
        long hash = hash(key);
        return marks.get(place(hash)) == mark(hash);
    }

    private int place(long hash) {
        return (int) hash & (marks.length() - 1);
    }

    /** Never 0, which is an empty place. */
    private static int mark(long hash) {
        return (int) (hash >>> 32) | 1;
    }

    private long hash(ProfileKey key) {
        long hash = multiplier;
        for (String part : new String[] {key.type(), key.id()}) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash + part.charAt(i) + 1) * multiplier;
            }
            hash = (hash ^ (hash >>> 32)) * multiplier;
        }
        return hash ^ (hash >>> 29);
    }
}
