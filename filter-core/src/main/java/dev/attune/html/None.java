package dev.attune.html;

/** Arrays to begin with that cost no page an allocation. */
final class None {
    static final byte[] BYTES = {};
    static final int[] INTS = {};
    static final long[] LONGS = {};

    private None() {}
}
