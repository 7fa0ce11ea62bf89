package dev.attune.jakarta.internal.response;

import java.io.IOException;

/**
 * The first bytes or characters of a body, kept until they tell what it is. The bytes that tell are added to them, so that
 * all go on in one write: a container that must not block takes no second one.
 */
final class HeldOpening {
    private final Opening opening = new Opening();
    private final GatheredBytes bytes = new GatheredBytes();
    private final StringBuilder text = new StringBuilder();

    /** Reads bytes. Returns true once they tell. */
    boolean read(byte[] next, int offset, int length) {
        return opening.read(next, offset, length);
    }

    /** Reads characters. Returns true once they tell. */
    boolean read(String next, int offset, int length) {
        return opening.read(next, offset, length);
    }

    void add(byte[] read, int offset, int length) {
        bytes.write(read, offset, length);
    }

    void add(String read, int offset, int length) {
        text.append(read, offset, offset + length);
    }

    boolean isEmpty() {
        return bytes.size() == 0 && text.isEmpty();
    }

    Opening.Start start() {
        return opening.start();
    }

    /** Returns how a body begins that ends here: one of only spaces is a text. */
    Opening.Start startAtEnd() {
        Opening.Start start = opening.start();
        return start == Opening.Start.NOTHING ? Opening.Start.TEXT : start;
    }

    void into(Outlet outlet) throws IOException {
        if (bytes.size() > 0) {
            byte[] all = bytes.take();
            outlet.target().write(all, 0, all.length);
        }
        if (!text.isEmpty()) {
            outlet.write(text.toString(), 0, text.length(), false);
        }
    }
}
