package dev.attune.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON values in the form that {@link PackedJson} reads. Text is Latin-1 where that is possible, because a
 * {@link String} copies it without decoding, else UTF-16, which keeps invalid Unicode too.
 */
final class JsonValue {
    /** None of Attune's JSON readers goes this deep. Bytes that do are damaged and would exhaust the stack. */
    private static final int MOST_DEPTH = 1000;

    private JsonValue() {}

    /**
     * Returns the value's bytes.
     *
     * @throws IllegalArgumentException if it is none of the types of {@link Profile}
     */
    static byte[] encode(Object value) {
        ByteWriter writer = new ByteWriter(32);
        write(writer, value);
        return writer.toByteArray();
    }

    /**
     * Makes sure that {@link PackedJson} can read these bytes as one value.
     *
     * @throws IllegalArgumentException if {@link #encode} did not write them
     */
    static void check(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        check(in, 0);
        if (!in.atEnd()) {
            throw new IllegalArgumentException("a JSON value has bytes after its end");
        }
    }

    private static void check(ByteReader in, int depth) {
        int tag = in.readByte();
        switch (tag) {
            case PackedJson.NULL, PackedJson.FALSE, PackedJson.TRUE -> {}
            case PackedJson.LONG -> in.readVarint();
            case PackedJson.DOUBLE -> in.readLong();
            case PackedJson.LATIN1, PackedJson.UTF16 -> in.skip(in.readCount());
            case PackedJson.BIG -> {
                int length = in.readCount();
                if (length == 0) {
                    throw new IllegalArgumentException("a whole number has no digits");
                }
                in.skip(length);
            }
            case PackedJson.LIST, PackedJson.MAP -> {
                if (depth == MOST_DEPTH) {
                    throw new IllegalArgumentException("a JSON value is too deep");
                }
                for (int left = in.readCount(); left > 0; left--) {
                    if (tag == PackedJson.MAP) {
                        skipText(in);
                    }
                    check(in, depth + 1);
                }
            }
            default -> throw new IllegalArgumentException("no JSON value has tag " + tag);
        }
    }

    static void write(ByteWriter out, @Nullable Object value) {
        if (value == null) {
            out.writeByte(PackedJson.NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? PackedJson.TRUE : PackedJson.FALSE);
        } else if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else if (value instanceof List<?> list) {
            out.writeByte(PackedJson.LIST);
            out.writeVarint(list.size());
            list.forEach(item -> write(out, item));
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(PackedJson.MAP);
            out.writeVarint(map.size());
            map.forEach((name, item) -> {
                writeText(out, String.valueOf(name));
                write(out, item);
            });
        } else {
            throw new IllegalArgumentException(
                    "a trait is a JSON value, not a " + value.getClass().getName());
        }
    }

    private static void writeNumber(ByteWriter out, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            long value = number.longValue();
            out.writeByte(PackedJson.LONG);
            out.writeVarint(value << 1 ^ value >> 63);
        } else if (number instanceof BigInteger big) {
            if (big.bitLength() < Long.SIZE) {
                writeNumber(out, big.longValue());
                return;
            }
            byte[] bytes = big.toByteArray();
            out.writeByte(PackedJson.BIG);
            out.writeVarint(bytes.length);
            out.writeBytes(bytes);
        } else if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            out.writeByte(PackedJson.DOUBLE);
            out.writeLong(Double.doubleToLongBits(number.doubleValue()));
        } else {
            throw new IllegalArgumentException(
                    "a trait is a JSON value, not a " + number.getClass().getName());
        }
    }

    static void writeText(ByteWriter out, String text) {
        if (text.chars().allMatch(c -> c <= 0xFF)) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            out.writeByte(PackedJson.LATIN1);
            out.writeVarint(bytes.length);
            out.writeBytes(bytes);
        } else {
            out.writeByte(PackedJson.UTF16);
            out.writeVarint(text.length() * 2L);
            text.chars().forEach(c -> {
                out.writeByte(c >> 8);
                out.writeByte(c);
            });
        }
    }

    static String readText(ByteReader in) {
        int start = in.position();
        skipText(in);
        return PackedJson.text(in.source(), start);
    }

    private static void skipText(ByteReader in) {
        int tag = in.readByte();
        if (tag != PackedJson.LATIN1 && tag != PackedJson.UTF16) {
            throw new IllegalArgumentException("no text has tag " + tag);
        }
        in.skip(in.readCount());
    }
}
