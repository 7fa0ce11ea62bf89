package dev.attune.html;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one incomplete token, until the rest of it comes. */
final class TokenBuffer {
    private byte[] bytes = EmptyArrays.BYTES;
    private int length;
    private @Nullable TokenEnd tag;
    private @Nullable CommentEnd comment;
    private int tagNameStart;
    private boolean complete;

    boolean isEmpty() {
        return length == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isStartTag() {
        return tag != null && tagNameStart == 1;
    }

    boolean isEndTag() {
        return tag != null && tagNameStart == 2;
    }

    boolean isComment() {
        return comment != null;
    }

    boolean isBogusComment() {
        return bytes[1] != '!' || length < 4 || bytes[2] != '-' || bytes[3] != '-';
    }

    int tagNameEnd() {
        int p = tagNameStart;
        while (p < length && !Ascii.is(Ascii.ENDS_TAG_NAME, bytes[p])) {
            p++;
        }
        return p;
    }

    @Nullable
    TokenEnd tag() {
        return tag;
    }

    /**
     * Keeps the rest of a buffer, from where its last token begins.
     *
     * @param markup whether the tokenizer takes tags for tags there, else only the end of a text element
     */
    void keep(byte[] from, int start, int end, boolean markup) {
        int n = end - start;
        if (bytes.length < n) {
            bytes = new byte[Math.max(64, n * 2)];
        }
        System.arraycopy(from, start, bytes, 0, n);
        length = n;
        tag = null;
        comment = null;
        if (n >= 2 && bytes[0] == '<') {
            begin(markup);
        }
    }

    private void begin(boolean markup) {
        boolean endTag = bytes[1] == '/';
        tagNameStart = endTag ? 2 : 1;
        if (length > tagNameStart && Ascii.is(Ascii.LETTER, bytes[tagNameStart]) && (markup || inText(endTag))) {
            tag = new TokenEnd();
            tag.find(bytes, tagNameStart, length);
        } else if (markup && length > 2 && (endTag || bytes[1] == '?')) {
            comment = new CommentEnd(true);
        } else if (markup && bytes[1] == '!' && length > 9) {
            // Long enough for the tokenizer to know what it is: a comment that is wanted whole, or a doctype.
            boolean bogus = isBogusComment();
            comment = new CommentEnd(bogus);
            comment.find(bytes, bogus ? 2 : 4, length);
        }
    }

    private boolean inText(boolean endTag) {
        return endTag && tagNameEnd() < length;
    }

    /** Adds as many bytes as can belong to the token; returns where the others begin. */
    int add(byte[] from, int start, int end) {
        int next = start + 1;
        complete = true;
        if (tag != null || comment != null) {
            int found = tag != null ? tag.find(from, start, end) : commentEnd(from, start, end);
            next = found < 0 ? end : found;
            complete = found >= 0;
        }
        int n = next - start;
        if (bytes.length - length < n) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(length + n, 64), bytes.length * 2));
        }
        System.arraycopy(from, start, bytes, length, n);
        length += n;
        return next;
    }

    private int commentEnd(byte[] from, int start, int end) {
        return comment == null ? -1 : comment.find(from, start, end);
    }

    /** Whether the last {@link #add} found the end of the token; also true where only the tokenizer can tell. */
    boolean isComplete() {
        return complete;
    }

    void clear() {
        length = 0;
        tag = null;
        comment = null;
    }
}
