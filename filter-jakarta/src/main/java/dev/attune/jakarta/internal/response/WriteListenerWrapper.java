package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The app's write listener, and what Attune still has to write once the app is done and the container was not ready. */
final class WriteListenerWrapper implements WriteListener {
    private static final Logger LOG = System.getLogger(WriteListenerWrapper.class.getPackageName());

    private final WriteListener app;
    private final ServletOutputStream container;
    private final AtomicReference<@Nullable Last> last = new AtomicReference<>();

    WriteListenerWrapper(WriteListener app, ServletOutputStream container) {
        this.app = app;
        this.container = container;
    }

    void listen() {
        container.setWriteListener(this);
    }

    /** Writes the last bytes as soon as the container is ready, then does the rest. */
    void writeLast(byte[] bytes, Ending rest) throws IOException {
        // Before isReady: where that is false, the container may call back at once, on another thread.
        last.set(new Last(bytes, rest));
        if (container.isReady()) {
            writeLast();
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        if (!writeLast()) {
            app.onWritePossible();
        }
    }

    private boolean writeLast() throws IOException {
        Last taken = last.getAndSet(null);
        if (taken == null) {
            return false;
        }
        container.write(taken.bytes);
        taken.rest.run();
        return true;
    }

    @Override
    public void onError(Throwable error) {
        Last given = last.getAndSet(null);
        if (given == null) {
            app.onError(error);
        } else {
            // The app is done; it waits for nothing any more.
            try {
                given.rest.run();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Attune: the visitor went away before the page ended", e);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Last(byte[] bytes, Ending rest) {}
}
