package dev.attune.profile;

import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Bytes that were not written by it lead to an {@link IllegalArgumentException},
 * never to a read outside the given range or to memory beyond it.
 */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    int readByte() {
        if (position >= end) {
            throw damaged();
        }
        return bytes[position++] & 0xFF;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged();
    }

    /** Reads a number of things that take at least one byte each. */
    int readCount() {
        long count = readVarint();
        if (count < 0 || count > end - position) {
            throw damaged();
        }
        return (int) count;
    }

    long readLong() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }

    /** Returns where the next {@code length} bytes begin, and steps over them. */
    int skip(int length) {
        if (length < 0 || length > end - position) {
            throw damaged();
        }
        int start = position;
        position += length;
        return start;
    }

    byte[] readBytes(int length) {
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    byte[] source() {
        return bytes;
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException("these are not the bytes of a profile");
    }
}
