package dev.attune.html;

/**
 * Finds the end tag of a script, which another script inside of a comment hides.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#script-data-state">HTML, script data states</a>
 */
final class ScriptEnd {
    private static final int PLAIN = 0;
    private static final int ESCAPED = 1;
    private static final int DOUBLE_ESCAPED = 2;

    private static final int ENDS = 0;

    private int state = PLAIN;

    /** How many hyphens stand right before, two at most. */
    private int dashes;

    /**
     * Looks for the end tag, from where it left off.
     *
     * @return where it begins, or the complement of the place from which on the search has to go on
     */
    int find(byte[] b, int from, int end, long name) {
        int p = from;
        while (p < end) {
            if (state == PLAIN) {
                p = Ascii.indexOf(b, p, end, (byte) '<');
            } else if (dashes == 0) {
                p = Ascii.indexOfEither(b, p, end, (byte) '<', (byte) '-');
            }
            if (p == end) {
                break;
            }
            byte c = b[p];
            if (c != '<') {
                escaped(c);
                p++;
                continue;
            }
            int step = mark(b, p, end, name);
            if (step < 0) {
                return ~p;
            }
            if (step == ENDS) {
                // A page that leaves this state does so with this very tag, or with the next script.
                state = PLAIN;
                return p;
            }
            p += step;
        }
        return ~end;
    }

    private void escaped(byte c) {
        if (c == '-') {
            dashes = Math.min(dashes + 1, 2);
        } else if (c == '>' && dashes == 2) {
            state = PLAIN;
        } else {
            dashes = 0;
        }
    }

    /** Looks at a {@code <}; returns how far to go on, {@link #ENDS} at the end tag, -1 if the bytes are too few. */
    private int mark(byte[] b, int lt, int end, long name) {
        if (state == PLAIN) {
            if (Ascii.startsWith(b, lt, end, "<!--")) {
                state = ESCAPED;
                dashes = 2;
                return 4;
            }
            if (Ascii.startsWith("<!--", b, lt, end)) {
                return -1;
            }
        }
        if (state == ESCAPED) {
            int opens = lt + 1 >= end ? RawTextEnd.TOO_FEW_BYTES : RawTextEnd.isTag(b, lt + 1, end, Tag.NAME_SCRIPT);
            if (opens == RawTextEnd.TOO_FEW_BYTES) {
                return -1;
            }
            if (opens == RawTextEnd.YES) {
                state = DOUBLE_ESCAPED;
                dashes = 0;
                return 7;
            }
        }
        int ends = RawTextEnd.at(b, lt, end, name);
        if (ends != RawTextEnd.YES) {
            dashes = 0;
            return ends == RawTextEnd.NO ? 1 : -1;
        }
        if (state == DOUBLE_ESCAPED) {
            state = ESCAPED;
            dashes = 0;
            return 8;
        }
        return ENDS;
    }
}
