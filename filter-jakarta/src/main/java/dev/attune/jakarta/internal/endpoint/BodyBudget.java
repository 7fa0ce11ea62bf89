package dev.attune.jakarta.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Bounds what request bodies take: one, and all that are held at the same time. Memory is taken as bytes arrive, so that a
 * length that is announced and never sent costs nothing.
 */
public final class BodyBudget {
    private static final int PIECE = 64 * 1024;

    private final int mostBytes;
    private final Semaphore pieces;

    public BodyBudget(int mostBytes, long mostBytesTogether) {
        this.mostBytes = mostBytes;
        this.pieces = new Semaphore((int) (mostBytesTogether / PIECE));
    }

    /** A body that was read, or why not. Close it as soon as its bytes are no longer needed. */
    public final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int taken;
        private int refusal;

        /** Returns the status that refuses the request, or 0 where the body was read. */
        public int refusal() {
            return refusal;
        }

        public byte[] bytes() {
            return bytes;
        }

        private void read(InputStream in, long announced) throws IOException {
            List<byte[]> read = new ArrayList<>();
            int size = 0;
            while (true) {
                if (!pieces.tryAcquire()) {
                    refusal = 503;
                    return;
                }
                taken++;
                byte[] piece = piece(in, most(announced - size));
                size += piece.length;
                if (size > mostBytes) {
                    refusal = 413;
                    return;
                }
                if (piece.length == 0) {
                    bytes = joined(read, size);
                    return;
                }
                read.add(piece);
            }
        }

        /** Most webhooks are far shorter than a piece; a byte more than announced shows that the length is wrong, or absent. */
        private static int most(long missing) {
            return missing < 0 ? PIECE : (int) Math.min(PIECE, Math.max(1, missing));
        }

        /** Asks for no byte less than one: streams differ in what they say to a read of none, and some end with it. */
        private static byte[] piece(InputStream in, int most) throws IOException {
            byte[] piece = new byte[most];
            int size = 0;
            int read = 0;
            while (size < most && read >= 0) {
                read = in.read(piece, size, most - size);
                size += Math.max(0, read);
            }
            return size == most ? piece : Arrays.copyOf(piece, size);
        }

        @Override
        public void close() {
            bytes = new byte[0];
            pieces.release(taken);
            taken = 0;
        }
    }

    private static byte[] joined(List<byte[]> pieces, int size) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }

    public Body read(HttpServletRequest request) throws IOException {
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
