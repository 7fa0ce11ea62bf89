package dev.attune.jakarta.internal.response;

import java.io.ByteArrayOutputStream;

/** Makes one write of several: after {@code isReady()} a container allows no more than one. */
final class GatheredBytes extends ByteArrayOutputStream {
    GatheredBytes() {
        super(512);
    }

    /** Returns the bytes in an array of their own, which a container may keep until it has sent them, and forgets them. */
    byte[] take() {
        byte[] taken = toByteArray();
        reset();
        return taken;
    }
}
