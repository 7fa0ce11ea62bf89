package dev.attune.html;

import java.nio.charset.StandardCharsets;

/** The name of an attribute that is asked for, in lower case. Immutable. */
final class AttributeName {
    /** The name of no attribute. */
    static final AttributeName NONE = new AttributeName("");

    final String text;

    /** In UTF-8, which is what most pages have. */
    final byte[] bytes;

    /** Whether the name has the same bytes in all charsets. */
    final boolean isAscii;

    /** Whether {@link #packed} holds all of it: the lowest byte is the first. */
    private final boolean isPacked;

    private final long packed;

    /**
     * A bit {@code c & 31} for each first byte that the name can have in a page: all of them for a letter beyond ASCII,
     * whose bytes depend on the charset.
     */
    final int letters;

    AttributeName(String name) {
        text = Ascii.lower(name);
        bytes = text.getBytes(StandardCharsets.UTF_8);
        isAscii = bytes.length == text.length();
        isPacked = isAscii && !text.isEmpty() && text.length() <= TagName.PACKED_LENGTH;
        packed = isPacked ? TagName.of(text) : 0;
        letters = text.isEmpty() ? 0 : bytes[0] < 0 ? -1 : 1 << bytes[0];
    }

    /** Whether the bytes of a page are this name, one in ASCII. */
    boolean is(byte[] page, int from, int end) {
        if (end - from != bytes.length) {
            return false;
        }
        if (isPacked && from + Long.BYTES <= page.length) {
            return TagName.begins(Ascii.word(page, from), packed, bytes.length);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (Ascii.lower(page[from + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
