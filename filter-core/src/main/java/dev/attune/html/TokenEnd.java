package dev.attune.html;

/** Finds where a tag ends whose bytes come in pieces, looking at each byte once. */
final class TokenEnd {
    private static final int NAME = 0;
    private static final int BEFORE_ATTRIBUTE = 1;
    private static final int ATTRIBUTE_NAME = 2;
    private static final int AFTER_NAME = 3;
    private static final int BEFORE_VALUE = 4;
    private static final int UNQUOTED = 5;
    private static final int DOUBLE_QUOTED = 6;
    private static final int SINGLE_QUOTED = 7;

    private int state = NAME;
    private byte last;

    /** Returns the index behind the tag, or -1 if it does not end among the bytes; begins with the tag's name. */
    int find(byte[] bytes, int from, int end) {
        for (int p = from; p < end; p++) {
            byte c = bytes[p];
            if (c == '>' && state != DOUBLE_QUOTED && state != SINGLE_QUOTED) {
                return p + 1;
            }
            state = next(state, c);
            last = state == UNQUOTED ? 0 : c;
        }
        return -1;
    }

    /** Whether the last byte seen was a slash that belongs to no value. */
    boolean endsInSlash() {
        return last == '/';
    }

    private static int next(int state, byte c) {
        boolean space = Ascii.isSpace(c);
        return switch (state) {
            case NAME -> space || c == '/' ? BEFORE_ATTRIBUTE : NAME;
            case BEFORE_ATTRIBUTE -> space || c == '/' ? BEFORE_ATTRIBUTE : ATTRIBUTE_NAME;
            case ATTRIBUTE_NAME, AFTER_NAME -> {
                if (c == '=') {
                    yield BEFORE_VALUE;
                }
                if (c == '/') {
                    yield BEFORE_ATTRIBUTE;
                }
                yield space ? AFTER_NAME : ATTRIBUTE_NAME;
            }
            case BEFORE_VALUE -> {
                if (space) {
                    yield BEFORE_VALUE;
                }
                yield c == '"' ? DOUBLE_QUOTED : c == '\'' ? SINGLE_QUOTED : UNQUOTED;
            }
            case UNQUOTED -> space ? BEFORE_ATTRIBUTE : UNQUOTED;
            case DOUBLE_QUOTED -> c == '"' ? BEFORE_ATTRIBUTE : DOUBLE_QUOTED;
            default -> c == '\'' ? BEFORE_ATTRIBUTE : SINGLE_QUOTED;
        };
    }
}
