package dev.attune.html;

import java.io.IOException;

/**
 * Finds tags, comments and text in bytes, as the standard's tokenizer does, and tells the page of them. It keeps no
 * bytes: where a token is not complete it says so, and is called again with the token's bytes from their beginning.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#tokenization">HTML, tokenization</a>
 */
final class Tokenizer {
    static final int DATA = 0;
    static final int RCDATA = 1;
    static final int RAWTEXT = 2;
    static final int PLAINTEXT = 3;
    static final int SCRIPT = 4;
    static final int COMMENT = 5;
    static final int BOGUS_COMMENT = 6;
    static final int CDATA = 7;

    private static final int CDATA_START = "<![CDATA[".length();

    private final Tokens page;
    private final ScriptEnd script = new ScriptEnd();
    int mode = DATA;

    /** The element whose end tag ends a text mode. */
    long textElement;

    /** How far the end of a comment or a CDATA section has been seen. */
    private int progress;

    Tokenizer(Tokens page) {
        this.page = page;
    }

    /**
     * Goes through bytes, until the page needs no more or a token is not complete.
     *
     * @return where it stopped
     */
    int scan(byte[] b, int from, int end) throws IOException {
        int p = from;
        while (p < end && !page.isOver()) {
            int next = switch (mode) {
                case DATA -> data(b, p, end);
                case RCDATA, RAWTEXT -> rawText(b, p, end);
                case PLAINTEXT -> textEnd(b, p, end, end);
                case COMMENT -> comment(b, p, end);
                case BOGUS_COMMENT -> bogusComment(b, p, end);
                case CDATA -> cdata(b, p, end);
                default -> script(b, p, end);
            };
            if (next < 0) {
                return ~next;
            }
            p = next;
        }
        return p;
    }

    /** Whether insertions at the end of the page would be markup, if the open text element is closed before. */
    boolean isInsertionMarkupAtEnd() {
        return mode == DATA || mode == RCDATA || mode == RAWTEXT;
    }

    /** This and the others return where to go on, or the complement of where an incomplete token begins. */
    private int data(byte[] b, int from, int end) throws IOException {
        int text = from;
        int p = from;
        while (true) {
            int passed = page.passPlainTags(b, p, end);
            if (passed > p) {
                p = passed;
                text = p;
                if (mode != DATA || page.isOver()) {
                    return p;
                }
            }
            int lt = Ascii.indexOf(b, p, end, (byte) '<');
            if (lt + 1 >= end) {
                return textEnd(b, text, lt, end);
            }
            byte c = b[lt + 1];
            if ((Ascii.CLASS[c & 0xff] & Ascii.LETTER) != 0) {
                if (page.textMatters() && endText(b, text, lt)) {
                    return lt;
                }
                p = startTag(b, lt, end);
            } else if (c == '/') {
                if (lt + 2 >= end) {
                    return textEnd(b, text, lt, end);
                }
                if (page.textMatters() && endText(b, text, lt)) {
                    return lt;
                }
                c = b[lt + 2];
                if ((Ascii.CLASS[c & 0xff] & Ascii.LETTER) != 0) {
                    p = endTag(b, lt, end);
                } else if (c == '>') {
                    p = lt + 3;
                } else {
                    return beginComment(b, lt, lt + 2, end, BOGUS_COMMENT);
                }
            } else if (c == '!' && beginsCdata(b, lt, end)) {
                // The text goes on in the section.
                int stop = textEnd(b, text, lt, end);
                return end - lt < CDATA_START ? stop : beginCdata(lt);
            } else if (c == '!' || c == '?') {
                if (page.textMatters() && endText(b, text, lt)) {
                    return lt;
                }
                p = c == '!' ? declaration(b, lt, end) : beginComment(b, lt, lt + 1, end, BOGUS_COMMENT);
            } else {
                p = lt + 1;
                continue;
            }
            if (p < 0 || mode != DATA || page.isOver()) {
                return p;
            }
            text = p;
        }
    }

    /** Tells of a text that is complete; returns whether the page needs no more. */
    private boolean endText(byte[] b, int from, int to) throws IOException {
        page.text(b, from, to, true, mode != DATA && mode != CDATA);
        return page.isOver();
    }

    /** Tells of the text before {@code to}, which may go on in bytes to come. */
    private int textEnd(byte[] b, int from, int to, int end) throws IOException {
        int done = to;
        if (page.textMatters() && from < to) {
            done = page.text(b, from, to, false, mode != DATA && mode != CDATA);
        }
        return done == end ? end : ~done;
    }

    private int startTag(byte[] b, int lt, int end) throws IOException {
        int from = lt + 1;
        int length = TagName.UNKNOWN;
        long word = 0;
        if (from + Long.BYTES <= end) {
            word = Ascii.word(b, from);
            length = TagName.length(word);
        }
        int p = length < 0 ? nameEnd(b, from, end) : from + length;
        if (p >= end) {
            return ~lt;
        }
        long name = length < 0 ? page.tagName(b, from, p) : TagName.packed(word, length);
        int gt = page.scanAttributes(b, from, p, end);
        if (gt < 0) {
            return ~lt;
        }
        page.startTag(b, lt, p, gt, name);
        return gt + 1;
    }

    private int endTag(byte[] b, int lt, int end) throws IOException {
        int from = lt + 2;
        long expected = page.expectedEnd();
        if (expected > 0 && from + Long.BYTES < end) {
            int length = TagName.lengthOf(expected);
            if (b[from + length] == '>' && TagName.begins(Ascii.word(b, from), expected, length)) {
                page.endExpected();
                return from + length + 1;
            }
        }
        int p = nameEnd(b, from, end);
        if (p >= end) {
            return ~lt;
        }
        int gt = b[p] == '>' ? p : AttributeSpans.skip(b, p, end);
        if (gt < 0) {
            return ~lt;
        }
        page.endTag(b, lt, gt, page.tagName(b, from, p));
        return gt + 1;
    }

    private static int nameEnd(byte[] b, int from, int end) {
        int p = from;
        while (p < end && !Ascii.is(Ascii.ENDS_TAG_NAME, b[p])) {
            p++;
        }
        return p;
    }

    private int declaration(byte[] b, int lt, int end) throws IOException {
        if (lt + 2 >= end) {
            return ~lt;
        }
        byte c = b[lt + 2];
        if (c == '-') {
            if (lt + 3 >= end) {
                return ~lt;
            }
            if (b[lt + 3] == '-') {
                return beginComment(b, lt, lt + 4, end, COMMENT);
            }
        } else if (c == 'd' || c == 'D') {
            if (Ascii.startsWithIgnoreCase(b, lt + 2, end, "doctype")) {
                int gt = Ascii.indexOf(b, lt + 9, end, (byte) '>');
                if (gt == end) {
                    return ~lt;
                }
                page.doctype(b, lt, gt);
                return gt + 1;
            }
            if (isPrefix(b, lt + 2, end, "doctype")) {
                return ~lt;
            }
        }
        return beginComment(b, lt, lt + 2, end, BOGUS_COMMENT);
    }

    /** Whether a section of character data begins at a {@code <}, as far as there are bytes. */
    private boolean beginsCdata(byte[] b, int lt, int end) {
        return page.cdataAllowed()
                && (end - lt < CDATA_START
                        ? Ascii.startsWith("[CDATA[", b, lt + 2, end)
                        : Ascii.startsWith(b, lt + 2, end, "[CDATA["));
    }

    private int beginCdata(int lt) {
        mode = CDATA;
        progress = 0;
        return lt + CDATA_START;
    }

    private static boolean isPrefix(byte[] b, int from, int end, String word) {
        return end - from < word.length() && Ascii.startsWithIgnoreCase(b, from, end, word.substring(0, end - from));
    }

    /** Takes a comment whole where a handler waits for it, else lets its bytes go by. */
    private int beginComment(byte[] b, int lt, int content, int end, int kind) throws IOException {
        if (page.wantsComments()) {
            CommentEnd seeker = new CommentEnd(kind == BOGUS_COMMENT);
            int after = seeker.find(b, content, end);
            if (after < 0) {
                return ~lt;
            }
            page.comment(b, lt, content, after - seeker.length(), after);
            return after;
        }
        if (kind == COMMENT) {
            int after = CommentEnd.after(b, content, end);
            if (after >= 0) {
                return after;
            }
        }
        mode = kind;
        progress = CommentEnd.START;
        return content;
    }

    /** Lets a comment go by that has become too long to be held. */
    void passComment(byte[] b, int content, int end, boolean bogus) {
        mode = bogus ? BOGUS_COMMENT : COMMENT;
        progress = CommentEnd.START;
        if (!bogus) {
            comment(b, content, end);
        }
    }

    private int comment(byte[] b, int from, int end) {
        int state = progress;
        int p = from;
        while (p < end) {
            if (state == CommentEnd.INSIDE) {
                p = Ascii.indexOf(b, p, end, (byte) '-');
                if (p == end) {
                    break;
                }
            }
            state = CommentEnd.next(state, b[p++]);
            if (state == CommentEnd.ENDED) {
                mode = DATA;
                return p;
            }
        }
        progress = state;
        return end;
    }

    private int bogusComment(byte[] b, int from, int end) {
        int gt = Ascii.indexOf(b, from, end, (byte) '>');
        if (gt == end) {
            return end;
        }
        mode = DATA;
        return gt + 1;
    }

    private int cdata(byte[] b, int from, int end) throws IOException {
        int p = from;
        while (p < end) {
            byte c = b[p++];
            if (c == ']') {
                progress = Math.min(progress + 1, 2);
            } else if (c == '>' && progress == 2) {
                if (page.textMatters()) {
                    page.text(b, from, Math.max(from, p - 3), false, false);
                }
                mode = DATA;
                return p;
            } else {
                progress = 0;
            }
        }
        // Brackets that may begin the end of the section are no text yet.
        int marks = progress;
        progress = 0;
        return textEnd(b, from, end - marks, end);
    }

    private int rawText(byte[] b, int from, int end) throws IOException {
        int lt = RawTextEnd.find(b, from, end, textElement);
        return lt < 0 ? textEnd(b, from, ~lt, end) : endTextElement(b, from, lt, end);
    }

    private int script(byte[] b, int from, int end) throws IOException {
        int lt = script.find(b, from, end, textElement);
        return lt < 0 ? textEnd(b, from, ~lt, end) : endTextElement(b, from, lt, end);
    }

    private int endTextElement(byte[] b, int from, int lt, int end) throws IOException {
        if (page.textMatters() && endText(b, from, lt)) {
            return lt;
        }
        int next = endTag(b, lt, end);
        if (next >= 0) {
            mode = DATA;
        }
        return next;
    }
}
