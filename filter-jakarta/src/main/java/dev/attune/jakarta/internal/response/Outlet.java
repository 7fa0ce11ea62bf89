package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes and characters of a response go through at present: the container's own stream or writer, the rewriter, or
 * nothing. The container's are asked for no sooner than they are needed, because it allows only one of them.
 */
final class Outlet {
    private static final int REPLAY_LIMIT = 32 * 1024;
    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private final HeaderResponse response;
    /** What the app's writer encodes to, or null while it has none. */
    private @Nullable Charset writing;

    private @Nullable ServletOutputStream stream;
    private @Nullable OutputStream target;
    private @Nullable RewritingStream rewriting;
    private @Nullable PrintWriter passingWriter;
    private @Nullable CharEncoder encoder;
    private @Nullable WriteListenerWrapper nonBlocking;
    private @Nullable PageWatch watch;

    Outlet(HeaderResponse response) {
        this.response = response;
    }

    // ---- what the app opens

    /** Starts text: from here on the charset is fixed. */
    void writeIn(Charset charset) {
        writing = charset;
    }

    @Nullable
    Charset charset() {
        return writing;
    }

    /** Tells whether the app has its writer and the container does not know yet: from then on the charset stands. */
    boolean charsetStands() {
        return writing != null && passingWriter == null && !container().isCommitted();
    }

    void setWriteListener(WriteListener listener) throws IOException {
        WriteListenerWrapper begun = new WriteListenerWrapper(listener, stream());
        // Before it listens: the container may call it at once, in another thread.
        nonBlocking = begun;
        try {
            begun.listen();
        } catch (IllegalStateException e) {
            nonBlocking = null;
            throw e;
        }
    }

    // ---- where bytes and characters go

    OutputStream target() throws IOException {
        OutputStream current = target;
        if (current == null) {
            current = stream();
            target = current;
        }
        return current;
    }

    /** Returns the container's stream. */
    ServletOutputStream stream() throws IOException {
        ServletOutputStream current = stream;
        if (current == null) {
            current = container().getOutputStream();
            stream = current;
        }
        return current;
    }

    /** Returns the container's stream if the bytes pass through it, else null. */
    @Nullable
    ServletOutputStream passingStream() throws IOException {
        return target() == stream ? stream : null;
    }

    /** Returns the container's writer if the characters pass through it, else null. */
    @Nullable
    PrintWriter passingWriter() {
        return passingWriter;
    }

    CharEncoder encoder() throws IOException {
        CharEncoder current = encoder;
        if (current == null) {
            current = new CharEncoder(writing == null ? StandardCharsets.ISO_8859_1 : writing, target());
            encoder = current;
        }
        return current;
    }

    /** Writes the app's characters where they go. */
    void write(String text, int offset, int length) throws IOException {
        PrintWriter passing = passingWriter;
        if (passing == null) {
            encoder().write(text, offset, length);
        } else {
            passing.write(text, offset, length);
        }
    }

    // ---- what is decided

    /** @param watching who is told how long it takes, or null */
    void rewrite(HtmlRewriter rewriter, @Nullable Charset charset, @Nullable PageWatch watching) throws IOException {
        watch = watching;
        Stopwatch stopwatch = watching == null ? null : new Stopwatch();
        Replay replay = new Replay(Math.min(container().getBufferSize(), REPLAY_LIMIT));
        RewritingStream begun =
                new RewritingStream(rewriter, charset, stream(), nonBlocking == null, replay, stopwatch);
        rewriting = begun;
        target = begun;
    }

    /** Names the charset of the app's writer as the container names that of its own, which is not asked for then. */
    void nameCharset() {
        nameCharset("");
    }

    private void nameCharset(String types) {
        String type = String.valueOf(container().getContentType());
        if (writing != null && type.startsWith(types) && !ContentType.namesCharset(type)) {
            container().setCharacterEncoding(writing.name());
        }
    }

    void pass() throws IOException {
        if (writing != null && stream == null) {
            passingWriter = container().getWriter();
            target = NOWHERE;
        } else {
            nameCharset("text/");
        }
    }

    /** Starts a part of the body anew. */
    void pass(ByteRange part) throws IOException {
        target = part.cutOf(stream());
    }

    void discard() {
        target = NOWHERE;
    }

    /** Stops what was decided, so that something else can be. */
    void stop() {
        settle();
        target = null;
        rewriting = null;
        encoder = null;
    }

    /** Forgets the app's writer. */
    void forgetWriter() {
        writing = null;
    }

    /** The container has forgotten all that it handed out. */
    void forget() {
        writing = null;
        passingWriter = null;
        stream = null;
    }

    // ---- flush and end

    /** Takes what the app wrote so far, so that it can be written once more; null if that is not known any more. */
    @Nullable
    Replay takeReplay() {
        return rewriting == null ? null : rewriting.takeReplay();
    }

    /** Notes that a page's first bytes are on their way, or forgotten. */
    void settle() {
        if (rewriting != null) {
            rewriting.settle();
        }
    }

    /** Is told that other threads may write from now on. */
    void changeThread() {
        if (rewriting != null) {
            rewriting.changeThread();
        }
    }

    void flush() throws IOException {
        PrintWriter passing = passingWriter;
        if (passing != null) {
            passing.flush();
        } else {
            tellTime();
            boolean first = !container().isCommitted();
            target().flush();
            if (first && writing != null) {
                // Open Liberty ignores the first flush of a stream, but not of a writer, which the app believes it has.
                container().flushBuffer();
            }
        }
    }

    /** Tells who watches how long rewriting took so far. */
    void tellTime() {
        if (watch != null && rewriting != null) {
            watch.rewrote(rewriting.nanos(), container());
        }
    }

    void close() throws IOException {
        PrintWriter passing = passingWriter;
        if (passing != null) {
            passing.close();
        } else {
            stream().close();
        }
    }

    /** Ends the document, then does the rest; in non-blocking mode perhaps only once the container is ready. */
    void end(Ending rest) throws IOException {
        if (rewriting != null) {
            if (encoder != null) {
                encoder.finish();
            }
            byte[] tail = rewriting.finish();
            tellTime();
            if (tail.length != 0 && nonBlocking != null) {
                nonBlocking.writeLast(tail, rest);
                return;
            }
        }
        rest.run();
    }

    private HttpServletResponse container() {
        return response.container();
    }
}
