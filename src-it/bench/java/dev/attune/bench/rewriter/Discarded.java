package dev.attune.bench.rewriter;

import java.io.OutputStream;

/** Takes output as a response buffer would, and forgets it. */
final class Discarded extends OutputStream {
    private final byte[] buffer = new byte[8192];

    @Override
    public void write(int b) {
        buffer[0] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int p = 0; p < length; p += buffer.length) {
            System.arraycopy(bytes, offset + p, buffer, 0, Math.min(buffer.length, length - p));
        }
    }
}
