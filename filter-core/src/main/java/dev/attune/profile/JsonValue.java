package dev.attune.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as bytes, and back: a tag, then the value. Text is Latin-1 where it can be, which is what a {@link String}
 * copies without decoding, else UTF-16, which keeps even what is not valid Unicode.
 */
final class JsonValue {
    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int LATIN1 = 5;
    private static final int UTF16 = 6;
    private static final int LIST = 7;
    private static final int MAP = 8;

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

    static @Nullable Object decode(byte[] bytes, int from, int to) {
        return read(new ByteReader(bytes, from, to));
    }

    static void write(ByteWriter out, @Nullable Object value) {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeVarint(list.size());
            list.forEach(item -> write(out, item));
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
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
            out.writeByte(LONG);
            out.writeVarint(value << 1 ^ value >> 63);
        } else if (number instanceof Double
                || number instanceof Float
                || number instanceof BigDecimal
                || number instanceof BigInteger) {
            out.writeByte(DOUBLE);
            out.writeLong(Double.doubleToLongBits(number.doubleValue()));
        } else {
            throw new IllegalArgumentException(
                    "a trait is a JSON value, not a " + number.getClass().getName());
        }
    }

    static void writeText(ByteWriter out, String text) {
        if (text.chars().allMatch(c -> c <= 0xFF)) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            out.writeByte(LATIN1);
            out.writeVarint(bytes.length);
            out.writeBytes(bytes);
        } else {
            out.writeByte(UTF16);
            out.writeVarint(text.length() * 2L);
            text.chars().forEach(c -> {
                out.writeByte(c >> 8);
                out.writeByte(c);
            });
        }
    }

    static @Nullable Object read(ByteReader in) {
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> {
                long value = in.readVarint();
                yield value >>> 1 ^ -(value & 1);
            }
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case LATIN1, UTF16 -> readText(in, tag);
            case LIST -> readList(in);
            case MAP -> readMap(in);
            default -> throw new IllegalArgumentException("no JSON value has tag " + tag);
        };
    }

    static String readText(ByteReader in) {
        return readText(in, in.readByte());
    }

    private static String readText(ByteReader in, int tag) {
        int length = in.readCount();
        int start = in.skip(length);
        if (tag == LATIN1) {
            return RecentTexts.latin1(in.source(), start, length);
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (((in.source()[start + 2 * i] & 0xFF) << 8) | (in.source()[start + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    private static List<@Nullable Object> readList(ByteReader in) {
        int size = in.readCount();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(in));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> readMap(ByteReader in) {
        int size = in.readCount();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(readText(in), read(in));
        }
        return Collections.unmodifiableMap(map);
    }
}
