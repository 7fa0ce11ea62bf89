package dev.attune.html;

/**
 * Finds the end tag of an element that holds only text.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#rcdata-less-than-sign-state">HTML, RCDATA and RAWTEXT
 *     states</a>
 */
final class RawTextEnd {
    /** What {@link #at} and {@link #isTag} return. */
    static final int NO = 0;

    static final int YES = 1;
    static final int TOO_FEW_BYTES = -1;

    private RawTextEnd() {}

    /**
     * Looks for the end tag.
     *
     * @return where it begins, or the complement of the place from which on the search has to go on
     */
    static int find(byte[] b, int from, int end, long name) {
        int p = from;
        while (true) {
            int lt = Ascii.indexOf(b, p, end, (byte) '<');
            int found = lt == end ? TOO_FEW_BYTES : at(b, lt, end, name);
            if (found != NO) {
                return found == YES ? lt : ~lt;
            }
            p = lt + 1;
        }
    }

    /** Whether an end tag of this name begins at a {@code <}. */
    static int at(byte[] b, int lt, int end, long name) {
        return lt + 1 >= end ? TOO_FEW_BYTES : b[lt + 1] != '/' ? NO : isTag(b, lt + 2, end, name);
    }

    /** Whether this name, to its end, is what the bytes say. */
    static int isTag(byte[] b, int from, int end, long wanted) {
        int p = from;
        for (long rest = wanted; rest != 0; rest >>>= 8) {
            if (p == end) {
                return TOO_FEW_BYTES;
            }
            if (Ascii.lower(b[p++]) != (byte) rest) {
                return NO;
            }
        }
        return p == end ? TOO_FEW_BYTES : Ascii.is(Ascii.ENDS_TAG_NAME, b[p]) ? YES : NO;
    }
}
