package dev.attune.jakarta.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The first bytes of a page as the app wrote them, kept while none of them was sent.
 *
 * <p>Some apps set the {@code Content-Security-Policy} only after they wrote the page (Spring Security's
 * HeaderWriterFilter does by default); the page is then rewritten once more, from here.
 *
 * <p>The bytes lie in pieces that are never copied again, because one array that grows costs three times the page. They
 * are not pooled either: an app that writes from two threads must not reach another visitor's page.
 */
final class Replay {
    private static final int SMALLEST = 1024;
    private static final int LARGEST = 4096;

    private final int limit;
    private final List<byte[]> pieces = new ArrayList<>();
    private int size;
    /** What is free in the last piece. */
    private int room;

    /** Holds so many bytes at most: past the container's buffer they are sent, and cannot be taken back. */
    Replay(int limit) {
        this.limit = limit;
    }

    /** Returns false, and is of no more use, if there is no room. */
    boolean record(byte[] added, int offset, int length) {
        if (length > limit - size) {
            return false;
        }
        int left = length;
        while (left > 0) {
            if (room == 0) {
                room = Math.max(left, Math.max(SMALLEST, Math.min(size, LARGEST)));
                pieces.add(new byte[room]);
            }
            byte[] last = pieces.get(pieces.size() - 1);
            int copied = Math.min(left, room);
            System.arraycopy(added, offset + length - left, last, last.length - room, copied);
            room -= copied;
            left -= copied;
        }
        size += length;
        return true;
    }

    void into(OutputStream body) throws IOException {
        int left = size;
        for (byte[] piece : pieces) {
            int written = Math.min(left, piece.length);
            body.write(piece, 0, written);
            left -= written;
        }
    }
}
