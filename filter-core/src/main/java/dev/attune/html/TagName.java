package dev.attune.html;

import org.jspecify.annotations.Nullable;

/**
 * Tag names as numbers. A name of up to ten letters, digits and hyphens is packed exactly, six bits a character and
 * lower-cased on the way; any other name is a hash with the highest bit set, whose bytes have to be compared where it
 * matters.
 */
final class TagName {
    static final int PACKED_LENGTH = 10;

    /** The code of a byte inside a name: 1 to 37, 0 where the name ends, -1 for what cannot be packed. */
    static final byte[] CODE = codes();

    private static final String ALPHABET = "?abcdefghijklmnopqrstuvwxyz0123456789-";

    static final long FOREIGN_OBJECT = of("foreignobject");
    static final long ANNOTATION_XML = of("annotation-xml");

    private TagName() {}

    private static byte[] codes() {
        byte[] codes = new byte[256];
        for (int c = 0; c < 256; c++) {
            codes[c] = (byte) (Ascii.is(Ascii.ENDS_TAG_NAME, (byte) c) ? 0 : -1);
        }
        for (int i = 0; i < 26; i++) {
            codes['a' + i] = (byte) (i + 1);
            codes['A' + i] = (byte) (i + 1);
        }
        for (int i = 0; i < 10; i++) {
            codes['0' + i] = (byte) (27 + i);
        }
        codes['-'] = 37;
        return codes;
    }

    static boolean isPacked(long name) {
        return name >= 0;
    }

    static long of(String name) {
        byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    static long of(byte[] bytes, int from, int end) {
        if (end - from <= PACKED_LENGTH) {
            long packed = 0;
            int p = from;
            while (p < end && CODE[bytes[p] & 0xff] > 0) {
                packed = packed << 6 | CODE[bytes[p++] & 0xff];
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

    /** Returns the text of a name if it is packed or one of those that the standard has a rule for, else null. */
    static @Nullable String text(long name) {
        if (name > 0) {
            return packed(name);
        }
        return name == FOREIGN_OBJECT ? "foreignobject" : name == ANNOTATION_XML ? "annotation-xml" : null;
    }

    /** Returns five bits of the first letter of a packed name: those of its ASCII code. */
    static int letter(long packed) {
        long rest = packed;
        while (rest > 63) {
            rest >>>= 6;
        }
        return (int) rest & 31;
    }

    /** Returns the text of a packed name. */
    static String packed(long packed) {
        char[] text = new char[PACKED_LENGTH];
        int at = PACKED_LENGTH;
        for (long rest = packed; rest != 0; rest >>>= 6) {
            text[--at] = ALPHABET.charAt((int) (rest & 63));
        }
        return new String(text, at, PACKED_LENGTH - at);
    }
}
