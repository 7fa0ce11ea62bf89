package dev.attune.jakarta.response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The first bytes of a page as the app wrote them, kept while none of them was sent.
 *
 * <p>Some apps set the {@code Content-Security-Policy} only after they wrote the page (Spring Security's
 * HeaderWriterFilter does by default); the page is then rewritten once more, from here.
 */
final class Replay {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    /** Holds so many bytes at most: past the container's buffer they are sent, and cannot be taken back. */
    Replay(int limit) {
        this.limit = limit;
    }

    /** Returns false, and is of no more use, if there is no room. */
    boolean record(byte[] added, int offset, int length) {
        if (bytes.size() + length > limit) {
            return false;
        }
        bytes.write(added, offset, length);
        return true;
    }

    void into(OutputStream body) throws IOException {
        bytes.writeTo(body);
    }
}
