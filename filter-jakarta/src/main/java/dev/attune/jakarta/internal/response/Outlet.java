package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes and characters of a response go through at present: the container's own stream or writer, the rewriter, or
 * nothing. The container's are asked for no sooner than they are needed, because it allows only one of them.
 */
final class Outlet {
    private static final int REPLAY_LIMIT = 32 * 1024;
    private static final int MOST_ADDED = 16 * 1024;
    private static final Logger LOG = System.getLogger(Outlet.class.getPackageName());
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
    private boolean takesBytesToo;
    private int ownBufferSize = -1;
    private boolean isSizedByApp;

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

    /** Returns the charset that the response declares, or null where no such charset is known. */
    @Nullable
    Charset declaredCharset() {
        return ContentType.known(String.valueOf(response.getCharacterEncoding()));
    }

    /** Has the app's characters go through the container's stream, too: bytes are about to come. */
    void takeBytesToo() {
        takesBytesToo = true;
    }

    /** Tells whether the container's stream or writer is in use. */
    boolean isOpen() {
        return stream != null || passingWriter != null;
    }

    /** Returns how many bytes the app's response keeps, or -1 where the container knows. */
    int ownBufferSize() {
        return ownBufferSize;
    }

    /** Notes that the app asked for a buffer: the container knows how large it is now. */
    void forgetBufferSize() {
        ownBufferSize = -1;
        isSizedByApp = true;
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

    /** Tells whether the app writes only when the container is ready. */
    boolean isNonBlocking() {
        return nonBlocking != null;
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
    void write(String text, int offset, int length, boolean isArray) throws IOException {
        PrintWriter passing = passingWriter;
        if (passing == null && rewriting != null && isArray && rewriting.isLongForChars(length)) {
            encoder().write(text, offset, length);
            rewriting.wroteLong();
        } else if (passing == null && rewriting != null) {
            CharEncoder characters = encoder();
            int at = offset;
            while (at < offset + length) {
                int part = Math.min(rewriting.charRoom(), offset + length - at);
                characters.write(text, at, part);
                rewriting.wroteChars(part);
                at += part;
            }
        } else if (passing == null) {
            encoder().write(text, offset, length);
        } else {
            passing.write(text, offset, length);
        }
    }

    // ---- the decision

    /** @param watching hears how long it takes; may be null */
    void rewrite(HtmlRewriter rewriter, @Nullable Charset charset, @Nullable PageWatch watching, ContainerHabits habits)
            throws IOException {
        watch = watching;
        Stopwatch stopwatch = watching == null ? null : new Stopwatch();
        int kept = ownBufferSize < 0 ? container().getBufferSize() : ownBufferSize;
        int bytes = isSizedByApp ? kept : Math.min(kept, habits.buffer());
        int chars = writing == null ? 0 : habits.charBuffer();
        enlargeBuffer(bytes, chars);
        Replay replay = new Replay(Math.min(bytes + chars, REPLAY_LIMIT));
        CommitPoint commitPoint = nonBlocking == null
                ? new CommitPoint(container(), habits.commitsWhenFull() ? bytes - 1 : bytes, chars)
                : null;
        RewritingStream begun = new RewritingStream(rewriter, charset, stream(), commitPoint, replay, stopwatch);
        rewriting = begun;
        target = begun;
    }

    /**
     * Gives the container room for insertions: until the app has written as much as the container keeps by itself, it may
     * take everything back.
     */
    private void enlargeBuffer(int bytes, int chars) {
        int room = bytes + chars;
        try {
            container().setBufferSize(room + Math.max(room, MOST_ADDED));
            ownBufferSize = bytes;
        } catch (IllegalStateException e) {
            // A filter before this one has written already, so that the container's buffer stands.
            LOG.log(Level.DEBUG, "Attune: the container's buffer stays as it is", e);
        }
    }

    /** Names the charset of the app's writer as the container names that of its own, which is not asked for then. */
    void nameCharset() {
        nameCharset("");
    }

    private void nameCharset(String types) {
        String type = String.valueOf(container().getContentType());
        if (writing != null && type.startsWith(types) && !writing.equals(ContentType.charset(type))) {
            container().setCharacterEncoding(writing.name());
        }
    }

    void pass() throws IOException {
        if (writing != null && stream == null && !takesBytesToo) {
            nameCharset("text/html");
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

    /** Takes the decision back, so that another can follow. */
    void stop() {
        settle();
        target = null;
        rewriting = null;
        encoder = null;
    }

    /** Forgets the app's writer. */
    void forgetWriter() {
        writing = null;
        takesBytesToo = false;
    }

    /** The container has forgotten all that it handed out. */
    void forget() {
        forgetWriter();
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

    /** Gets called when other threads may write from now on. */
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
