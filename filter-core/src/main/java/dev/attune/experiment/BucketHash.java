package dev.attune.experiment;

/**
 * Where an id lies between 0 and 1 for one seed: GrowthBook's documented hash (SDK reference, "hash"), FNV-1a with 32 bits.
 * Version 1 knows 1,000 places and mixes seeds badly; version 2 knows 10,000.
 *
 * <p>Characters beyond ASCII count as their UTF-16 units, as in GrowthBook's JavaScript SDK, so that server and browser
 * agree. Nothing is allocated.
 */
final class BucketHash {
    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final int PLACES_1 = 1_000;
    private static final int PLACES_2 = 10_000;
    private static final int MOST_DIGITS_DIVISOR = 1_000_000_000;

    private final String seed;
    private final int version;
    /** The state behind the seed, where ids follow it. */
    private final int seeded;

    /**
     * A hash.
     *
     * @param version 1 or 2
     */
    BucketHash(String seed, int version) {
        this.seed = seed;
        this.version = version;
        this.seeded = add(OFFSET_BASIS, seed);
    }

    /** Returns the place of an id: at least 0, below 1. */
    double of(String id) {
        if (version == 1) {
            return Integer.remainderUnsigned(add(add(OFFSET_BASIS, id), seed), PLACES_1) / (double) PLACES_1;
        }
        return Integer.remainderUnsigned(addDecimal(add(seeded, id)), PLACES_2) / (double) PLACES_2;
    }

    private static int add(int state, String text) {
        int hash = state;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** Returns the hash of an unsigned number's decimal digits. */
    private static int addDecimal(int number) {
        long rest = Integer.toUnsignedLong(number);
        int divisor = MOST_DIGITS_DIVISOR;
        while (divisor > 1 && rest < divisor) {
            divisor /= 10;
        }
        int hash = OFFSET_BASIS;
        for (; divisor > 0; divisor /= 10) {
            hash = (hash ^ (int) ('0' + rest / divisor)) * PRIME;
            rest %= divisor;
        }
        return hash;
    }
}
