package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Follows how much an app has written, and has the container send the first bytes when it would have if nothing had been
 * added: a container that keeps so many bytes, behind a writer that keeps so many characters.
 */
final class CommitPoint {
    private final HttpServletResponse container;
    private final int buffer;
    private final int charBuffer;
    private long bytes;
    /** Characters that the writer would still keep. */
    private int pending;

    private boolean passed;

    /** @param charBuffer how many characters the writer keeps, 0 for a stream */
    CommitPoint(HttpServletResponse container, int buffer, int charBuffer) {
        this.container = container;
        this.buffer = buffer;
        this.charBuffer = charBuffer;
    }

    /** Notes that so many bytes have been written. */
    void wrote(int length) throws IOException {
        bytes += length;
        if (charBuffer == 0) {
            passIfFull();
        }
    }

    /** Makes room for characters, and returns for how many. */
    int charRoom() throws IOException {
        if (charBuffer == 0 || passed) {
            return Integer.MAX_VALUE;
        }
        if (pending == charBuffer) {
            pending = 0;
            passIfFull();
        }
        return charBuffer - pending;
    }

    /** Notes that so many characters have been written, after their bytes. */
    void wroteChars(int length) {
        pending = charBuffer == 0 || passed ? 0 : pending + length;
    }

    /** Tells whether an array goes past the writer's own characters: Tomcat takes it so, for want of room. */
    boolean isLong(int length) {
        return charBuffer != 0 && !passed && length + pending >= 2 * charBuffer;
    }

    /** Notes that a long array has been written, after its bytes. */
    void wroteLong() throws IOException {
        pending = 0;
        passIfFull();
    }

    private void passIfFull() throws IOException {
        if (!passed && bytes > buffer) {
            passed = true;
            if (!container.isCommitted()) {
                container.flushBuffer();
            }
        }
    }
}
