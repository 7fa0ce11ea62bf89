package dev.attune.html;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Calls handlers for all that is no element: text, comments and the doctype. */
final class ContentCalls {
    private final Editor editor;
    private final ActiveRules scopes;
    private PageCharset charset;
    private @Nullable Texts texts;
    private boolean inText;

    ContentCalls(Editor editor, ActiveRules scopes, PageCharset charset) {
        this.editor = editor;
        this.scopes = scopes;
        this.charset = charset;
    }

    void charset(PageCharset now) {
        charset = now;
        texts = null;
    }

    /** Whether a handler has got text, but not its end yet. */
    boolean isInText() {
        return inText;
    }

    /** Takes text; returns up to where, as its last character may not be complete. */
    int text(byte[] b, int from, int to, boolean last, boolean inCdata) throws IOException {
        if (editor.isDropping() || !scopes.wantText() || (from == to && !inText)) {
            inText = inText && !last && scopes.wantText();
            return to;
        }
        Texts decoding = texts;
        if (decoding == null) {
            decoding = new Texts(charset);
            texts = decoding;
        }
        String text = decoding.decode(b, from, to, last);
        int end = decoding.consumed();
        inText = !last;
        if (text.isEmpty() && !last) {
            return end;
        }
        TextChunk chunk = new TextChunk(text, last);
        try {
            scopes.text(chunk);
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        } finally {
            chunk.end();
        }
        editor.apply(chunk, from, end, null, inCdata);
        return end;
    }

    void comment(byte[] b, int start, int content, int contentEnd, int end) throws IOException {
        Comment comment = new Comment(charset.comment(b, content, Math.max(content, contentEnd)));
        try {
            scopes.comment(comment);
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        } finally {
            comment.end();
        }
        editor.apply(comment, start, end, comment.changed(), false);
    }

    /** Takes the doctype that ends at {@code gt}; returns whether it puts browsers into quirks mode. */
    boolean doctype(@Nullable DocumentHandler handler, byte[] b, int start, int gt) throws IOException {
        if (handler == null && gt == start + 14 && Ascii.startsWithIgnoreCase(b, start + 10, gt, "html")) {
            return false;
        }
        DoctypeParser parsed = new DoctypeParser(charset.decode(b, start + 9, gt));
        if (handler != null) {
            Doctype doctype = parsed.doctype();
            try {
                handler.doctype(doctype);
            } catch (RuntimeException e) {
                throw new HandlerFailure(e);
            } finally {
                doctype.end();
            }
            editor.apply(doctype, start, gt + 1, null, false);
        }
        return parsed.isQuirky();
    }
}
