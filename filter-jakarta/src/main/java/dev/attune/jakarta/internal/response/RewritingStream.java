package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The way of a page's bytes through the rewriter to the container. */
final class RewritingStream extends OutputStream {
    private final OutputStream sink;
    private final ServletOutputStream container;
    /** Null where the app must not block: then its own writes say when bytes are sent. */
    private final @Nullable CommitPoint commitPoint;
    /** Null where the app may block: then the sink writes to the container itself. */
    private final @Nullable GatheredBytes gathering;

    /** Runs while the rewriter works; null where its time is not asked for. */
    private final @Nullable Stopwatch stopwatch;

    private @Nullable Replay replay;
    private boolean finished;

    RewritingStream(
            HtmlRewriter rewriter,
            @Nullable Charset charset,
            ServletOutputStream container,
            @Nullable CommitPoint commitPoint,
            Replay replay,
            @Nullable Stopwatch stopwatch) {
        this.container = container;
        this.commitPoint = commitPoint;
        this.replay = replay;
        this.stopwatch = stopwatch;
        gathering = commitPoint != null ? null : new GatheredBytes();
        OutputStream out = gathering == null ? new Unflushed(container, stopwatch) : gathering;
        sink = sink(rewriter, charset, out);
    }

    private static OutputStream sink(HtmlRewriter rewriter, @Nullable Charset charset, OutputStream out) {
        if (charset == null) {
            return rewriter.open(out);
        }
        return Utf16.is(charset) ? new Utf16(rewriter, charset, out) : rewriter.open(charset, out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (finished) {
            // The page is complete; what the container makes of more is its business.
            container.write(bytes, offset, length);
            return;
        }
        if (replay != null && !replay.record(bytes, offset, length)) {
            settle();
        }
        start(stopwatch);
        sink.write(bytes, offset, length);
        // Tomcat 11 drops what a wrapper holds when a forward returns, so nothing waits here but an incomplete tag.
        sink.flush();
        stop(stopwatch);
        if (gathering != null && gathering.size() > 0) {
            container.write(gathering.take());
        }
        if (commitPoint != null) {
            commitPoint.wrote(length);
        }
    }

    /** Returns for how many characters there is room before {@link #wroteChars} has to hear of them. */
    int charRoom() throws IOException {
        return commitPoint == null ? Integer.MAX_VALUE : commitPoint.charRoom();
    }

    /** Tells whether so long an array would not wait in a container's writer; then {@link #wroteLong} has to hear of it. */
    boolean isLongForChars(int length) {
        return commitPoint != null && commitPoint.isLong(length);
    }

    void wroteLong() throws IOException {
        if (commitPoint != null) {
            commitPoint.wroteLong();
        }
    }

    void wroteChars(int length) {
        if (commitPoint != null) {
            commitPoint.wroteChars(length);
        }
    }

    @Override
    public void flush() throws IOException {
        settle();
        container.flush();
    }

    /** Notes that the page stays as it is now: its first bytes are on their way, or forgotten. */
    void settle() {
        if (replay != null) {
            replay.giveBack();
            replay = null;
        }
    }

    /** Gets called when other threads may write from now on. */
    void changeThread() {
        if (replay != null && !replay.moveOut()) {
            replay = null;
        }
    }

    /**
     * Ends the document, once.
     *
     * @return bytes that are still to be written when the container is ready for them; empty where the app may block
     */
    byte[] finish() throws IOException {
        if (finished) {
            return new byte[0];
        }
        finished = true;
        settle();
        start(stopwatch);
        sink.close();
        stop(stopwatch);
        return gathering == null ? new byte[0] : gathering.take();
    }

    /** Returns how long the rewriter has worked, if somebody wants to know. */
    long nanos() {
        return stopwatch == null ? 0 : stopwatch.nanos();
    }

    private static void start(@Nullable Stopwatch stopwatch) {
        if (stopwatch != null) {
            stopwatch.start();
        }
    }

    private static void stop(@Nullable Stopwatch stopwatch) {
        if (stopwatch != null) {
            stopwatch.stop();
        }
    }

    /** Takes what the app wrote, so that it can be written once more; null if that is not known any more. */
    @Nullable
    Replay takeReplay() {
        Replay taken = replay;
        replay = null;
        return taken;
    }

    /** Keeps the sink's flush from reaching the container: only the app says when bytes have to leave. */
    private static final class Unflushed extends OutputStream {
        private final ServletOutputStream container;
        private final @Nullable Stopwatch stopwatch;

        Unflushed(ServletOutputStream container, @Nullable Stopwatch stopwatch) {
            this.container = container;
            this.stopwatch = stopwatch;
        }

        @Override
        public void write(int b) throws IOException {
            stop(stopwatch);
            container.write(b);
            start(stopwatch);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stop(stopwatch);
            container.write(bytes, offset, length);
            start(stopwatch);
        }
    }
}
