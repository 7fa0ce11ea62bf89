package dev.attune.jakarta.internal.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a page as the app wrote them, kept while none of them was sent.
 *
 * <p>Some apps set the {@code Content-Security-Policy} only after they wrote the page (Spring Security's
 * HeaderWriterFilter does by default); the page is then rewritten once more, from here.
 *
 * <p>The bytes lie in memory that the thread's next page uses again, because memory that was just allocated costs more than
 * the copy itself. Only that thread ever touches it: an app that writes from two threads must not reach another visitor's
 * page. So an app that goes on elsewhere has the bytes {@linkplain #moveOut moved out} first.
 */
final class Replay {
    private static final int PIECE = 4096;
    /** What each thread has at hand. It holds classes of the JDK only, so that it does not keep an undeployed app. */
    private static final ThreadLocal<@Nullable List<byte[]>> SPARE = new ThreadLocal<>();

    private final int limit;
    private final Thread owner = Thread.currentThread();
    private List<byte[]> pieces;
    private boolean borrowed = true;
    private int size;

    /** Holds so many bytes at most: past the container's buffer they are sent, and cannot be taken back. */
    Replay(int limit) {
        this.limit = limit;
        List<byte[]> spare = SPARE.get();
        SPARE.set(null);
        pieces = spare == null ? new ArrayList<>() : spare;
    }

    /** Returns false if there is no room, or if another thread has no business here: then this is of no more use. */
    boolean record(byte[] added, int offset, int length) {
        if (length > limit - size || isForeign()) {
            return false;
        }
        int left = length;
        while (left > 0) {
            int at = size % PIECE;
            int copied = Math.min(left, PIECE - at);
            System.arraycopy(added, offset + length - left, piece(size / PIECE), at, copied);
            size += copied;
            left -= copied;
        }
        return true;
    }

    private byte[] piece(int index) {
        if (index == pieces.size()) {
            pieces.add(new byte[PIECE]);
        }
        return pieces.get(index);
    }

    void into(OutputStream body) throws IOException {
        for (int at = 0; at < size; at += PIECE) {
            body.write(pieces.get(at / PIECE), 0, Math.min(PIECE, size - at));
        }
    }

    /** Frees the thread's memory for its next page while this one goes on. Returns false as {@link #record} does. */
    boolean moveOut() {
        if (isForeign()) {
            return false;
        }
        if (borrowed) {
            List<byte[]> own = new ArrayList<>();
            for (int at = 0; at < size; at += PIECE) {
                own.add(pieces.get(at / PIECE).clone());
            }
            giveBack();
            pieces = own;
        }
        return true;
    }

    /** Forgets the bytes. */
    void giveBack() {
        if (borrowed && !isForeign()) {
            SPARE.set(pieces);
        }
        borrowed = false;
        pieces = List.of();
    }

    private boolean isForeign() {
        return borrowed && Thread.currentThread() != owner;
    }
}
