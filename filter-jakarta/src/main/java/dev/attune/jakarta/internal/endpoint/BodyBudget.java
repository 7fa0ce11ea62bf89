package dev.attune.jakarta.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what request bodies take: one, and all that are held at the same time. Memory is taken as bytes arrive, so that a
 * length that is announced and never sent costs nothing.
 */
final class BodyBudget {
    private static final int PIECE = 64 * 1024;

    private final int mostBytes;
    private final Semaphore pieces;

    BodyBudget(int mostBytes, long mostBytesTogether) {
        this.mostBytes = mostBytes;
        this.pieces = new Semaphore((int) (mostBytesTogether / PIECE));
    }

    /** A body that was read, or why not. Close it as soon as its bytes are no longer needed. */
    final class Body implements AutoCloseable {
        private byte @Nullable [] bytes = new byte[0];
        private int size;
        private int taken;
        private int refusal;

        /** Returns the status that refuses the request, or 0 where the body was read. */
        int refusal() {
            return refusal;
        }

        byte[] bytes() {
            return bytes == null ? new byte[0] : Arrays.copyOf(bytes, size);
        }

        private boolean grow(int more) {
            if (bytes == null || !pieces.tryAcquire()) {
                return false;
            }
            taken++;
            bytes = Arrays.copyOf(bytes, Math.min(mostBytes + 1, size + more));
            return true;
        }

        private void read(InputStream in, long announced) throws IOException {
            // Most webhooks are far shorter than a piece. One byte more, so that the end is met without growing.
            int first = announced < 0 ? PIECE : (int) Math.min(PIECE, announced + 1);
            while (true) {
                if (bytes == null || (size == bytes.length && !grow(size == 0 ? first : PIECE))) {
                    refusal = 503;
                    return;
                }
                int count = in.read(bytes, size, bytes.length - size);
                if (count < 0) {
                    return;
                }
                size += count;
                if (size > mostBytes) {
                    refusal = 413;
                    return;
                }
            }
        }

        @Override
        public void close() {
            bytes = null;
            pieces.release(taken);
            taken = 0;
        }
    }

    Body read(HttpServletRequest request) throws IOException {
        Body body = new Body();
        if (request.getContentLengthLong() > mostBytes) {
            body.refusal = 413;
            return body;
        }
        try {
            body.read(request.getInputStream(), request.getContentLengthLong());
            return body;
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }
}
