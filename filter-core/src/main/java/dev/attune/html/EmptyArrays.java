package dev.attune.html;

/** Arrays to begin with that cost no page an allocation. */
final class EmptyArrays {
    static final byte[] BYTES = {};
    static final int[] INTS = {};
    static final long[] LONGS = {};

    private EmptyArrays() {}
}
