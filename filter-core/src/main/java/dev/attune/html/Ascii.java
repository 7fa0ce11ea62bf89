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

    /** Returns the index of the first {@code c} in {@code [from, end)}, or {@code end}. */
    static int indexOf(byte[] bytes, int from, int end, byte c) {
        long pattern = ONES * c;
        int p = from;
        for (int limit = end - 8; p <= limit; p += 8) {
            long x = (long) LONGS.get(bytes, p) ^ pattern;
            long hits = (x - ONES) & ~x & HIGHS;
            if (hits != 0) {
                return p + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (p < end && bytes[p] != c) {
            p++;
        }
        return p;
    }

    /** Tells whether a value holds what is not its text as it stands: {@code &}, NUL or a carriage return. */
    static boolean needsDecoding(byte[] bytes, int from, int end) {
        int p = from;
        for (int limit = end - 8; p <= limit; p += 8) {
            long nul = (long) LONGS.get(bytes, p);
            long ampersand = nul ^ ONES * '&';
            long carriageReturn = nul ^ ONES * '\r';
            long hits = ((nul - ONES) & ~nul)
                    | ((ampersand - ONES) & ~ampersand)
                    | ((carriageReturn - ONES) & ~carriageReturn);
            if ((hits & HIGHS) != 0) {
                return true;
            }
        }
        for (; p < end; p++) {
            if (bytes[p] == '&' || bytes[p] == 0 || bytes[p] == '\r') {
                return true;
            }
        }
        return false;
    }

    static int skipSpace(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && isSpace(bytes[p])) {
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
