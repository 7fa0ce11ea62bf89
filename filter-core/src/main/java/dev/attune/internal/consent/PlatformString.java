package dev.attune.internal.consent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GPP string (IAB Tech Lab, "Global Privacy Platform String", version 1): a header that lists sections by number, and the
 * sections in that order. Immutable.
 */
final class PlatformString {
    private static final int TYPE = 3;
    private static final int VERSION = 1;

    // Where fields of the header begin, in bits.
    private static final int VERSION_FIELD = 6;
    private static final int COUNT = 12;
    private static final int ITEMS = 24;

    /** No section has a greater number, by far. A header that names one is taken for damaged. */
    private static final int MOST = 4096;

    private PlatformString() {}

    /** Returns the sections by their numbers, or null where the text is no GPP string, or its header does not fit it. */
    static @Nullable Map<Integer, String> sections(String text) {
        String[] parts = BareText.of(text).split("~", -1);
        Sextets header = Sextets.of(parts[0]);
        if (header == null
                || header.length() < ITEMS
                || header.number(0, VERSION_FIELD) != TYPE
                || header.number(VERSION_FIELD, 6) != VERSION) {
            return null;
        }
        return new Header(header, parts).read();
    }

    /** Reads a header: single numbers and groups, each number as the distance to the one before it. */
    private static final class Header {
        private final Sextets bits;
        private final String[] parts;
        private final Map<Integer, String> sections = new LinkedHashMap<>();
        private int at = ITEMS;
        private int id;

        Header(Sextets bits, String[] parts) {
            this.bits = bits;
            this.parts = parts;
        }

        @Nullable
        Map<Integer, String> read() {
            for (int left = bits.number(COUNT, ITEMS - COUNT); left > 0; left--) {
                if (at >= bits.length()) {
                    return null;
                }
                boolean isGroup = bits.bit(at++);
                if (!take(fibonacci(), 1) || (isGroup && !take(1, fibonacci()))) {
                    return null;
                }
            }
            return sections.size() == parts.length - 1 ? sections : null;
        }

        /** Takes so many sections, the first of them at a distance; false where there are none, or fewer than that. */
        private boolean take(int distance, int count) {
            if (distance < 1 || count < 1 || id + distance > MOST || sections.size() + count >= parts.length) {
                return false;
            }
            id += distance - 1;
            for (int i = 0; i < count; i++) {
                sections.put(++id, parts[sections.size() + 1]);
            }
            return true;
        }

        /** Returns a number of at least 1 in Fibonacci coding, or -1 where it is cut or too great. */
        private int fibonacci() {
            int number = 0;
            int weight = 1;
            int next = 2;
            boolean wasOne = false;
            while (at < bits.length() && weight <= MOST) {
                boolean isOne = bits.bit(at++);
                if (isOne && wasOne) {
                    return number;
                }
                number += isOne ? weight : 0;
                int sum = weight + next;
                weight = next;
                next = sum;
                wasOne = isOne;
            }
            return -1;
        }
    }
}
