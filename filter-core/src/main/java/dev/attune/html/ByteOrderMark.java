package dev.attune.html;

/** What the first bytes of a page say about its charset. */
enum ByteOrderMark {
    NONE,
    /** Another byte has to be seen. */
    PERHAPS,
    UTF_8,
    UTF_16;

    /** Looks at up to three bytes, the last of which is {@code next}. */
    static ByteOrderMark of(byte[] before, int length, byte next) {
        int first = (length == 0 ? next : before[0]) & 0xff;
        int second = (length == 1 ? next : length == 2 ? before[1] : 0) & 0xff;
        if (length == 0) {
            return first == 0xEF || first == 0xFE || first == 0xFF ? PERHAPS : NONE;
        }
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            return UTF_16;
        }
        if (first == 0xEF && second == 0xBB) {
            return length == 1 ? PERHAPS : (next & 0xff) == 0xBF ? UTF_8 : NONE;
        }
        return NONE;
    }
}
