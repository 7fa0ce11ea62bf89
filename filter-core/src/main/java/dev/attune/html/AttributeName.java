package dev.attune.html;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The name of an attribute that is asked for, in lower case. Immutable. */
final class AttributeName {
    /** The name of no attribute. */
    static final AttributeName NONE = new AttributeName("");

    /** Names that handlers ask for on page after page. Threads that race make one twice. */
    private static final @Nullable AttributeName[] KNOWN = new AttributeName[64];

    private static final int LONGEST_KNOWN = 64;

    final String text;

    /** In UTF-8, which is what most pages have. */
    final byte[] bytes;

    /** Whether the name has the same bytes in all charsets. */
    final boolean isAscii;

    /** Whether {@link #packed} holds all of it: the lowest byte is the first. */
    private final boolean isPacked;

    private final long packed;

    /** Whether the name may be written into a tag. */
    final boolean isWritable;

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
        isWritable = isWritable(text);
        letters = text.isEmpty() ? 0 : bytes[0] < 0 ? -1 : 1 << bytes[0];
    }

    /** Returns a name, the same one as before if it was asked for lately and in lower case. */
    static AttributeName of(String name) {
        int slot = name.hashCode() & (KNOWN.length - 1);
        AttributeName known = KNOWN[slot];
        if (known != null && known.text.equals(name)) {
            return known;
        }
        AttributeName made = new AttributeName(name);
        if (name.length() <= LONGEST_KNOWN) {
            KNOWN[slot] = made;
        }
        return made;
    }

    private static boolean isWritable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == 127 || c == '"' || c == '\'' || c == '<' || c == '>' || c == '/' || c == '=') {
                return false;
            }
        }
        return !name.isEmpty();
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
