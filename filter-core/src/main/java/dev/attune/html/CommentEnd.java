package dev.attune.html;

/**
 * Finds where a comment ends, a byte at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state">HTML, comment states</a>
 */
final class CommentEnd {
    static final int INSIDE = 0;
    static final int ENDED = -1;
    static final int START = 4;
    private static final int DASH = 1;
    private static final int TWO_DASHES = 2;
    private static final int BANG = 3;
    private static final int START_DASH = 5;

    private final boolean bogus;
    private int state = START;
    private int length;

    CommentEnd(boolean bogus) {
        this.bogus = bogus;
    }

    static int next(int state, byte c) {
        return switch (c) {
            case '-' ->
                switch (state) {
                    case INSIDE, BANG -> DASH;
                    case START -> START_DASH;
                    default -> TWO_DASHES;
                };
            case '>' -> state == INSIDE || state == DASH ? INSIDE : ENDED;
            case '!' -> state == TWO_DASHES ? BANG : INSIDE;
            default -> INSIDE;
        };
    }

    /**
     * Looks for the end of a comment whose content begins at {@code from}.
     *
     * @return the index behind it, or -1 if it does not end among the bytes
     */
    static int after(byte[] bytes, int from, int end) {
        int gt = Ascii.indexOf(bytes, from, end, (byte) '>');
        while (gt < end && !isEnd(bytes, from, gt)) {
            gt = Ascii.indexOf(bytes, gt + 1, end, (byte) '>');
        }
        return gt < end ? gt + 1 : -1;
    }

    private static boolean isEnd(byte[] bytes, int from, int gt) {
        int length = gt - from;
        if (length < 2) {
            return length == 0 || bytes[from] == '-';
        }
        int dashes = bytes[gt - 1] == '!' ? gt - 1 : gt;
        return dashes - from >= 2 && bytes[dashes - 1] == '-' && bytes[dashes - 2] == '-';
    }

    /** Goes on looking; returns the index behind the comment, or -1 if it does not end among the bytes. */
    int find(byte[] bytes, int from, int end) {
        if (bogus) {
            int gt = Ascii.indexOf(bytes, from, end, (byte) '>');
            length = 1;
            return gt == end ? -1 : gt + 1;
        }
        for (int p = from; p < end; p++) {
            int before = state;
            state = next(state, bytes[p]);
            if (state == ENDED) {
                length = switch (before) {
                    case BANG -> 4;
                    case TWO_DASHES -> 3;
                    case START_DASH -> 2;
                    default -> 1;
                };
                return p + 1;
            }
        }
        return -1;
    }

    /** Returns how many bytes the mark is long that ended the comment. */
    int length() {
        return length;
    }
}
