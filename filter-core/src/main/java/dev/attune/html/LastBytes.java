package dev.attune.html;

/**
 * The bytes at the end of a page that make no complete token.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parse-error-eof-before-tag-name">HTML, errors at the end
 *     of a file</a>
 */
enum LastBytes {
    NONE,

    /** Browsers show them. */
    TEXT,

    /** Browsers show them, and they look like the beginning of a tag: an insertion behind them could make them one. */
    TEXT_LIKE_A_TAG,

    /** They swallow an insertion behind them. */
    COMMENT,

    /** Browsers leave it out. */
    TAG;

    static LastBytes of(byte[] bytes, int length, boolean markup) {
        if (length == 0) {
            return NONE;
        }
        if (!markup || bytes[0] != '<') {
            return TEXT;
        }
        boolean endTag = length > 1 && bytes[1] == '/';
        int name = endTag ? 2 : 1;
        if (length == name) {
            return TEXT_LIKE_A_TAG;
        }
        return Ascii.is(Ascii.LETTER, bytes[name]) ? TAG : COMMENT;
    }
}
