package dev.attune.jakarta.internal.response;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes or characters of a body, kept until they tell what it is. The bytes that tell are added to them, so that
 * all go on in one write: a container that must not block takes no second one.
 */
final class HeldOpening {
    private final Opening opening;
    private @Nullable GatheredBytes bytes;
    private @Nullable StringBuilder text;

    /** @param opening what has read all that is going to be held */
    HeldOpening(Opening opening) {
        this.opening = opening;
    }

    Opening opening() {
        return opening;
    }

    void add(byte[] read, int offset, int length) {
        GatheredBytes held = bytes;
        if (held == null) {
            held = new GatheredBytes();
            bytes = held;
        }
        held.write(read, offset, length);
    }

    void add(String read, int offset, int length) {
        StringBuilder held = text;
        if (held == null) {
            held = new StringBuilder();
            text = held;
        }
        held.append(read, offset, offset + length);
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
        GatheredBytes heldBytes = bytes;
        if (heldBytes != null && heldBytes.size() > 0) {
            byte[] all = heldBytes.take();
            outlet.target().write(all, 0, all.length);
        }
        StringBuilder heldText = text;
        if (heldText != null && !heldText.isEmpty()) {
            outlet.write(heldText.toString(), 0, heldText.length(), false);
        }
    }
}
