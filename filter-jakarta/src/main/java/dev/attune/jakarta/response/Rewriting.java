package dev.attune.jakarta.response;

import dev.attune.html.HtmlRewriter;
import dev.attune.html.HtmlSink;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The way of a page's bytes through the rewriter to the container. */
final class Rewriting extends OutputStream {
    private final HtmlSink sink;
    private final ServletOutputStream container;
    /** Null where the app may block: then the sink writes to the container itself. */
    private final @Nullable Gathering gathering;

    /** Runs while the rewriter works; null where nobody wants to know. */
    private final @Nullable Stopwatch stopwatch;

    private @Nullable Replay replay;
    private boolean finished;

    Rewriting(
            HtmlRewriter rewriter,
            @Nullable Charset charset,
            ServletOutputStream container,
            boolean blocking,
            Replay replay,
            @Nullable Stopwatch stopwatch) {
        this.container = container;
        this.replay = replay;
        this.stopwatch = stopwatch;
        gathering = blocking ? null : new Gathering();
        OutputStream out = gathering == null ? new Outlet(container, stopwatch) : gathering;
        sink = charset == null ? rewriter.open(out) : rewriter.open(charset, out);
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
            replay = null;
        }
        start(stopwatch);
        sink.write(bytes, offset, length);
        // Tomcat 11 drops what a wrapper holds when a forward returns, so nothing waits here but an incomplete tag.
        sink.flush();
        stop(stopwatch);
        if (gathering != null && gathering.size() > 0) {
            container.write(gathering.take());
        }
    }

    @Override
    public void flush() throws IOException {
        replay = null;
        container.flush();
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
        replay = null;
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

    /** Returns what the app wrote, or null if that is not known any more. */
    @Nullable
    Replay replay() {
        return replay;
    }

    /** Keeps the sink's flush from reaching the container: only the app says when bytes have to leave. */
    private static final class Outlet extends OutputStream {
        private final ServletOutputStream container;
        private final @Nullable Stopwatch stopwatch;

        Outlet(ServletOutputStream container, @Nullable Stopwatch stopwatch) {
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
