package dev.attune.profile;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * JSON values read where they lie, in bytes that {@link JsonValue} wrote or checked: values that are not asked for are stepped over,
 * not decoded.
 *
 * <p>A value is a tag, then what the tag says: a whole number as a zigzag variable-length integer; a longer one as its
 * number of bytes and these, as a {@link BigInteger} gives them; a real number as eight bytes; a text as its number of bytes and the bytes; a list as its number of items and the items; a map as its number of
 * members and, for each, its name as a text and its value.
 */
final class PackedJson {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int LONG = 3;
    static final int DOUBLE = 4;
    static final int LATIN1 = 5;
    static final int UTF16 = 6;
    static final int LIST = 7;
    static final int MAP = 8;
    static final int BIG = 9;

    private PackedJson() {}

    /** Returns the value that begins at {@code at}; a list or a map is a view. */
    static @Nullable Object value(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> wholeNumber(bytes, at);
            case DOUBLE -> Double.longBitsToDouble(eightBytes(bytes, at + 1));
            case LATIN1, UTF16 -> text(bytes, at);
            case BIG -> new BigInteger(bytes, afterVarint(bytes, at + 1), (int) varint(bytes, at + 1));
            case LIST -> new PackedList(bytes, afterVarint(bytes, at + 1), (int) varint(bytes, at + 1));
            case MAP -> new PackedMap(bytes, afterVarint(bytes, at + 1), (int) varint(bytes, at + 1));
            default -> throw new IllegalStateException("no JSON value has tag " + bytes[at]);
        };
    }

    /** Returns where the value that begins at {@code at} ends. */
    static int end(byte[] bytes, int at) {
        int next = at;
        for (int left = 1; left > 0; left--) {
            int tag = bytes[next++];
            if (tag == DOUBLE) {
                next += Long.BYTES;
            } else if (tag >= LONG) {
                int count = tag == LONG ? 0 : (int) varint(bytes, next);
                next = afterVarint(bytes, next) + (tag == LATIN1 || tag == UTF16 || tag == BIG ? count : 0);
                left += tag == LIST ? count : tag == MAP ? 2 * count : 0;
            }
        }
        return next;
    }

    static String text(byte[] bytes, int at) {
        int length = (int) varint(bytes, at + 1);
        int start = afterVarint(bytes, at + 1);
        if (bytes[at] == LATIN1) {
            return RecentTexts.latin1(bytes, start, length);
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = utf16(bytes, start + 2 * i);
        }
        return new String(chars);
    }

    /** Whether the value that begins at {@code at} is this text. */
    static boolean isText(byte[] bytes, int at, String text) {
        int width = bytes[at] == LATIN1 ? 1 : 2;
        if ((bytes[at] != LATIN1 && bytes[at] != UTF16) || varint(bytes, at + 1) != (long) width * text.length()) {
            return false;
        }
        int start = afterVarint(bytes, at + 1);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != (width == 1 ? (char) (bytes[start + i] & 0xFF) : utf16(bytes, start + 2 * i))) {
                return false;
            }
        }
        return true;
    }

    static long varint(byte[] bytes, int at) {
        long value = 0;
        int next = at;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes[next++];
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    static int afterVarint(byte[] bytes, int at) {
        int next = at;
        while (bytes[next++] < 0) {
            // All but the last byte of it are negative.
        }
        return next;
    }

    private static long wholeNumber(byte[] bytes, int at) {
        long value = varint(bytes, at + 1);
        return value >>> 1 ^ -(value & 1);
    }

    private static long eightBytes(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    private static char utf16(byte[] bytes, int at) {
        return (char) ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
    }
}
