package dev.attune.html;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What bytes below 128 mean in HTML, and how to look for one of them eight bytes at a time. */
final class Ascii {
    /** Classes of {@link #CLASS}. */
    static final int SPACE = 1;

    /** Ends an attribute name: white space, {@code /}, {@code >} and {@code =}. */
    static final int ENDS_ATTRIBUTE_NAME = 2;

    /** Ends a value without quotes: white space and {@code >}. */
    static final int ENDS_UNQUOTED = 4;

    /** Ends a tag name: white space, {@code /} and {@code >}. */
    static final int ENDS_TAG_NAME = 8;

    static final int LETTER = 16;

    static final byte[] CLASS = classes();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Ascii() {}

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (char c : new char[] {' ', '\t', '\n', '\f', '\r'}) {
            classes[c] = SPACE | ENDS_ATTRIBUTE_NAME | ENDS_UNQUOTED | ENDS_TAG_NAME;
        }
        classes['/'] = ENDS_ATTRIBUTE_NAME | ENDS_TAG_NAME;
        classes['>'] = ENDS_ATTRIBUTE_NAME | ENDS_UNQUOTED | ENDS_TAG_NAME;
        classes['='] = ENDS_ATTRIBUTE_NAME;
        for (int c = 'a'; c <= 'z'; c++) {
            classes[c] = LETTER;
            classes[c - 32] = LETTER;
        }
        return classes;
    }

    static boolean is(int kind, byte b) {
        return (CLASS[b & 0xff] & kind) != 0;
    }

    static boolean isSpace(byte b) {
        return is(SPACE, b);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Returns eight bytes, the first one lowest; all of them must be in the array. */
    static long word(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** Returns eight bytes in lower case. */
    static long lower(long word) {
        long ascii = word & ~HIGHS;
        long upper = (ascii + ONES * (0x80 - 'A')) & ~(ascii + ONES * (0x7F - 'Z')) & ~word & HIGHS;
        return word | upper >>> 2;
    }

    /** Marks, by bit 6 of each, those of eight bytes that lie outside of 0x40 to 0x7F. */
    static long notFrom40To7F(long word) {
        return (~word | word >>> 1) & ONES * 0x40;
    }

    /** Returns the index of the first {@code c} in {@code [from, end)}, or {@code end}. */
    static int indexOf(byte[] bytes, int from, int end, byte c) {
        // Most are near: what a loop costs before its first round is more than these three steps.
        if (from + 24 <= end) {
            long pattern = ONES * c;
            long hits = same(word(bytes, from), pattern);
            if (hits != 0) {
                return at(from, hits);
            }
            hits = same(word(bytes, from + 8), pattern);
            if (hits != 0) {
                return at(from + 8, hits);
            }
            hits = same(word(bytes, from + 16), pattern);
            if (hits != 0) {
                return at(from + 16, hits);
            }
            return indexOfFar(bytes, from + 24, end, c);
        }
        return indexOfFar(bytes, from, end, c);
    }

    private static int indexOfFar(byte[] bytes, int from, int end, byte c) {
        long pattern = ONES * c;
        int p = from;
        for (; p + 8 <= end; p += 8) {
            long hits = same(word(bytes, p), pattern);
            if (hits != 0) {
                return at(p, hits);
            }
        }
        return p == end ? end : indexOfOneByOne(bytes, p, end, c, c);
    }

    private static int indexOfOneByOne(byte[] bytes, int from, int end, byte one, byte other) {
        int p = from;
        while (p < end && bytes[p] != one && bytes[p] != other) {
            p++;
        }
        return p;
    }

    /**
     * Marks, by bit 7 of each, those of eight bytes that are as in the pattern, which holds eight times a character;
     * above the lowest such byte also some others.
     */
    private static long same(long word, long pattern) {
        return ((word ^ pattern) - ONES) & ~word & HIGHS;
    }

    private static long same(long word, long one, long other) {
        return ((word ^ one) - ONES | (word ^ other) - ONES) & ~word & HIGHS;
    }

    private static int at(int from, long hits) {
        return from + (Long.numberOfTrailingZeros(hits) >>> 3);
    }

    /** Returns the index of the first of two in {@code [from, end)}, or {@code end}. */
    static int indexOfEither(byte[] bytes, int from, int end, byte one, byte other) {
        long first = ONES * one;
        long second = ONES * other;
        int p = from;
        if (p + 16 <= end) {
            long hits = same(word(bytes, p), first, second);
            if (hits != 0) {
                return at(p, hits);
            }
            hits = same(word(bytes, p + 8), first, second);
            if (hits != 0) {
                return at(p + 8, hits);
            }
            p += 16;
        }
        for (; p + 8 <= end; p += 8) {
            long hits = same(word(bytes, p), first, second);
            if (hits != 0) {
                return at(p, hits);
            }
        }
        return p == end ? end : indexOfOneByOne(bytes, p, end, one, other);
    }

    /** Whether one of two is in {@code [from, end)}. */
    static boolean holdsEither(byte[] bytes, int from, int end, byte one, byte other) {
        long first = ONES * one;
        long second = ONES * other;
        int p = from;
        for (; p < end && p + 8 <= bytes.length; p += 8) {
            long hits = same(word(bytes, p), first, second);
            if (hits != 0 && at(p, hits) < end) {
                return true;
            }
        }
        return p < end && indexOfOneByOne(bytes, p, end, one, other) < end;
    }

    /** Tells whether a value holds bytes that do not stand for themselves: {@code &}, NUL or a carriage return. */
    static boolean needsDecoding(byte[] bytes, int from, int end) {
        int p = from;
        for (; p + 8 <= end; p += 8) {
            if (needsDecoding(word(bytes, p))) {
                return true;
            }
        }
        if (p == end) {
            return false;
        }
        if (end - 8 >= from) {
            return needsDecoding(word(bytes, end - 8));
        }
        for (; p < end; p++) {
            if (bytes[p] == '&' || bytes[p] == 0 || bytes[p] == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean needsDecoding(long word) {
        return (same(word, ONES * '&', ONES * '\r') | same(word, 0)) != 0;
    }

    static int skipSpace(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && isSpace(bytes[p])) {
            p++;
        }
        return p;
    }

    /** Skips white space and NUL, which browsers show nothing for. */
    static int skipBlank(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && (bytes[p] == 0 || isSpace(bytes[p]))) {
            p++;
        }
        return p;
    }

    /** Tells whether the bytes from {@code from} on are this word of lower case letters, in any case. */
    static boolean startsWithIgnoreCase(byte[] bytes, int from, int end, String word) {
        if (end - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(bytes[from + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWith(byte[] bytes, int from, int end, String word) {
        return end - from >= word.length() && startsWith(word, bytes, from, from + word.length());
    }

    /** Tells whether the word starts with the bytes, which are not more than it has. */
    static boolean startsWith(String word, byte[] bytes, int from, int end) {
        if (end - from > word.length()) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Lowers the letters A to Z and no others, as HTML and CSS compare names. */
    static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                char[] chars = name.toCharArray();
                for (int k = i; k < chars.length; k++) {
                    if (chars[k] >= 'A' && chars[k] <= 'Z') {
                        chars[k] = (char) (chars[k] + 32);
                    }
                }
                return new String(chars);
            }
        }
        return name;
    }
}
