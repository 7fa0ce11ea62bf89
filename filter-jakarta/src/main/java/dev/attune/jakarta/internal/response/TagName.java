package dev.attune.jakarta.internal.response;

/**
 * Up to nine characters of a tag's name in one number, seven bits each, ASCII letters in lower case: each page has such a
 * name, and an object for it would be one for each page.
 */
final class TagName {
    /** No character yet. */
    static final long NONE = 0;

    private static final int BITS = 7;
    /** Stands for all that is not ASCII: no name that matters has it. */
    private static final char OTHER = 0x7F;

    private TagName() {}

    static long of(String name) {
        long tag = NONE;
        for (int i = 0; i < name.length(); i++) {
            tag = append(tag, name.charAt(i));
        }
        return tag;
    }

    /** @param c any character but NUL */
    static long append(long tag, char c) {
        char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        return (tag << BITS) | (lower < OTHER ? lower : OTHER);
    }

    /** Tells whether the name has nine characters: no more fit in. */
    static boolean isFull(long tag) {
        return (tag >>> (8 * BITS)) != 0;
    }

    /** Returns the first character, or NUL of {@link #NONE}. */
    static char first(long tag) {
        long rest = tag;
        while (rest >>> BITS != 0) {
            rest >>>= BITS;
        }
        return (char) rest;
    }
}
