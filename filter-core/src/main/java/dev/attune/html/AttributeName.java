package dev.attune.html;

import java.nio.charset.StandardCharsets;

/** The name of an attribute that is asked for, in lower case. Immutable. */
final class AttributeName {
    final String text;

    /** In UTF-8, which is what most pages have. */
    final byte[] bytes;

    /** Whether the name has the same bytes in all charsets. */
    final boolean isAscii;

    /**
     * A bit {@code c & 31} for each first byte that the name can have in a page: all of them for a letter beyond ASCII,
     * whose bytes depend on the charset.
     */
    final int letters;

    AttributeName(String name) {
        text = Ascii.lower(name);
        bytes = text.getBytes(StandardCharsets.UTF_8);
        isAscii = bytes.length == text.length();
        letters = text.isEmpty() ? 0 : bytes[0] < 0 ? -1 : 1 << bytes[0];
    }

    @Override
    public String toString() {
        return text;
    }
}
