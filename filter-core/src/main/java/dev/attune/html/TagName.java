package dev.attune.html;

import java.nio.charset.StandardCharsets;

/**
 * Tag names as numbers. A name of up to eight ASCII characters is those characters, in lower case, the first one in the
 * lowest byte: eight bytes of a page make a name at once. Any other name is a hash with the highest bit set, whose
 * bytes have to be compared where it matters.
 */
final class TagName {
    static final int PACKED_LENGTH = 8;

    /** What {@link #length(long)} returns for a name that it cannot tell the end of. */
    static final int UNKNOWN = -1;

    static final long FOREIGN_OBJECT = of("foreignobject");
    static final long ANNOTATION_XML = of("annotation-xml");
    static final long DESC = of("desc");

    private TagName() {}

    static boolean isPacked(long name) {
        return name >= 0;
    }

    static long of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** Returns the name that bytes of a page make, in whatever charset: the one that they make in UTF-8. */
    static long of(byte[] bytes, int from, int end, PageCharset charset) {
        for (int p = from; p < end; p++) {
            if (bytes[p] <= 0) {
                return of(charset.name(bytes, from, end));
            }
        }
        return of(bytes, from, end);
    }

    private static long of(byte[] bytes, int from, int end) {
        if (end - from <= PACKED_LENGTH) {
            long packed = 0;
            int p = from;
            for (; p < end && bytes[p] > 0; p++) {
                packed |= (long) Ascii.lower(bytes[p]) << (8 * (p - from));
            }
            if (p == end) {
                return packed;
            }
        }
        long hash = 0;
        for (int p = from; p < end; p++) {
            hash = (hash ^ (Ascii.lower(bytes[p]) & 0xff)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash | Long.MIN_VALUE;
    }

    /**
     * Returns how many of eight bytes belong to a name that begins with the first of them.
     *
     * @return {@link #UNKNOWN} if the name does not end among them or cannot be packed
     */
    static int length(long word) {
        // Bytes from 0x40 to 0x7F are in the name whatever they are: nearly all of them are letters.
        for (long others = Ascii.notFrom40To7F(word); others != 0; others &= others - 1) {
            int at = Long.numberOfTrailingZeros(others) & ~7;
            byte c = (byte) (word >>> at);
            if (Ascii.is(Ascii.ENDS_TAG_NAME, c)) {
                return at >>> 3;
            }
            if (c <= 0) {
                break;
            }
        }
        return UNKNOWN;
    }

    /** Returns the name that the first bytes of eight make: one at least. */
    static long packed(long word, int length) {
        return Ascii.lower(word) & mask(length);
    }

    private static long mask(int length) {
        return -1L >>> (8 * (PACKED_LENGTH - length));
    }

    /** Returns how many characters a packed name has. */
    static int lengthOf(long packed) {
        return PACKED_LENGTH - (Long.numberOfLeadingZeros(packed) >>> 3);
    }

    /** Whether a packed name, of this length, makes the first of eight bytes. */
    static boolean begins(long word, long packed, int length) {
        return (word & mask(length)) == packed || packed(word, length) == packed;
    }

    /** Returns the text of a packed name. */
    static String packed(long packed) {
        StringBuilder text = new StringBuilder(PACKED_LENGTH);
        for (long rest = packed; rest != 0; rest >>>= 8) {
            text.append((char) (rest & 127));
        }
        return text.toString();
    }
}
