package dev.attune.html;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one page in any pieces and hands the rewritten page on.
 *
 * <p>Bytes written go out with few calls: long untouched ranges as slices of the array that was given, without
 * being copied; short ones and insertions together, in a buffer of at most 8 KB. So after a {@code write} up to 8 KB
 * may wait in that buffer, and the bytes of one incomplete tag (or of a comment that a handler waits for), 64 KB at
 * most unless the rewriter was built otherwise. {@code flush} lets all go but that incomplete tag. {@code close} ends
 * the document, flushes and leaves the output open; it may be called again, to no effect. The array may be used again
 * as soon as {@code write} returns.
 *
 * <p>Whatever goes wrong in rewriting, the page goes out: the rest of it as it came. What the output throws is thrown
 * on. One response, one sink; not safe for use by several threads at once.
 */
public final class HtmlSink extends OutputStream {
    private static final System.Logger LOG = System.getLogger(HtmlSink.class.getPackageName());

    private final HtmlRewriter rewriter;
    private final Output output;
    private @Nullable Page page;
    private final TokenBuffer held = new TokenBuffer();

    /** Where a tag that became too long ends, while its bytes go through. */
    private @Nullable TokenEnd longTag;

    private boolean closed;
    private boolean failed;
    private boolean begun;
    private byte @Nullable [] single;

    HtmlSink(HtmlRewriter rewriter, OutputStream out, @Nullable PageCharset charset, boolean declared) {
        this.rewriter = rewriter;
        this.output = new Output(out, charset == null ? PageCharset.UNDECLARED : charset);
        this.page = charset == null ? null : new Page(rewriter, output, charset, declared);
    }

    @Override
    public void write(int b) throws IOException {
        byte[] one = single;
        if (one == null) {
            one = new byte[1];
            single = one;
        }
        one[0] = (byte) b;
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("the page was ended by close()");
        }
        int end = offset + length;
        int p = begun ? offset : begin(bytes, offset, end);
        while (p < end) {
            Page now = page;
            if (now == null) {
                output.range(bytes, p, end);
                return;
            }
            if (longTag != null) {
                p = passLongTag(now, longTag, bytes, p, end);
            } else if (!held.isEmpty()) {
                p = addToHeld(now, bytes, p, end);
            } else {
                p = run(now, bytes, p, end);
            }
        }
    }

    /** Looks for a byte order mark, which counts for more than a declaration. */
    private int begin(byte[] bytes, int from, int end) throws IOException {
        int p = from;
        while (p < end && page != null) {
            ByteOrderMark mark = ByteOrderMark.of(held.bytes(), held.length(), bytes[p]);
            if (mark == ByteOrderMark.NONE) {
                break;
            }
            p = held.add(bytes, p, p + 1);
            if (mark == ByteOrderMark.UTF_8) {
                output.charset(PageCharset.UTF_8);
                page = new Page(rewriter, output, PageCharset.UTF_8, true);
                output.range(held.bytes(), 0, held.length());
                held.clear();
                break;
            }
            if (mark == ByteOrderMark.UTF_16) {
                stop(held.bytes(), 0, held.length());
                held.clear();
            }
            if (p == end) {
                return p;
            }
        }
        begun = p < end || page == null;
        return p;
    }

    /** Runs the page over fresh bytes, and keeps an incomplete token. */
    private int run(Page now, byte[] bytes, int from, int end) throws IOException {
        try {
            int stop = now.run(bytes, from, end);
            reportOnce(now.failure());
            if (now.isOver()) {
                page = null;
                output.range(bytes, stop, end);
            } else if (stop < end) {
                held.keep(bytes, stop, end, now.isMarkup());
                letGoIfTooLong(now);
            }
        } catch (RuntimeException e) {
            giveUp(now, bytes, end, e);
        }
        return end;
    }

    private int addToHeld(Page now, byte[] bytes, int from, int end) throws IOException {
        int next = held.add(bytes, from, end);
        if (held.isComplete()) {
            byte[] token = held.bytes();
            int length = held.length();
            held.clear();
            run(now, token, 0, length);
        } else {
            letGoIfTooLong(now);
        }
        return next;
    }

    /** Bounds the bytes held back: a tag or comment beyond that goes by unread. */
    private void letGoIfTooLong(Page now) throws IOException {
        if (held.length() <= rewriter.mostHeldBytes) {
            return;
        }
        byte[] bytes = held.bytes();
        int length = held.length();
        try {
            if (held.isStartTag()) {
                longTag = held.tag();
                now.longStartTag(bytes, held.tagNameEnd(), length);
            } else if (held.isEndTag()) {
                longTag = held.tag();
                now.longEndTag(bytes, held.tagNameEnd(), length);
            } else if (held.isComment()) {
                now.longComment(bytes, length, held.isBogusComment());
            } else {
                throw new CannotFollow("a token of more than " + rewriter.mostHeldBytes + " bytes");
            }
        } catch (RuntimeException e) {
            giveUp(now, bytes, length, e);
        }
        reportOnce(now.failure());
        held.clear();
    }

    private int passLongTag(Page now, TokenEnd tag, byte[] bytes, int from, int end) throws IOException {
        int found = tag.find(bytes, from, end);
        int next = found < 0 ? end : found;
        now.pass(bytes, from, next);
        if (found >= 0) {
            longTag = null;
            if (tag.endsInSlash()) {
                now.longTagClosedItself();
            }
        }
        return next;
    }

    /** A page that cannot be followed, or a fault of the rewriter: neither may cost the page. What the output throws does. */
    private void giveUp(@Nullable Page now, byte[] bytes, int end, RuntimeException cause) throws IOException {
        if (output.hasFailed()) {
            throw cause;
        }
        stop(bytes, now == null ? 0 : now.giveUp(), end);
        reportOnce(cause);
    }

    /** Ends all rewriting: the bytes of the buffer and all that come go through. */
    private void stop(byte[] bytes, int from, int end) throws IOException {
        page = null;
        longTag = null;
        output.range(bytes, from, end);
    }

    private void reportOnce(@Nullable RuntimeException error) {
        if (error == null || failed) {
            return;
        }
        failed = true;
        try {
            rewriter.report.accept(error);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: the report of an error in rewriting failed", e);
        }
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        Page now = page;
        try {
            if (now != null && begun) {
                now.end(held.bytes(), held.length());
                reportOnce(now.failure());
            } else {
                output.range(held.bytes(), 0, held.length());
            }
            if (!failed) {
                rewriter.endDocument(output);
            }
        } catch (HandlerFailure e) {
            reportOnce(e.thrown);
        } catch (RuntimeException e) {
            giveUp(now, held.bytes(), held.length(), e);
        }
        page = null;
        held.clear();
        output.flush();
    }
}
