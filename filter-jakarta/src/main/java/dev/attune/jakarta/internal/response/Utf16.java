package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import dev.attune.html.HtmlSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The way of a UTF-16 page through the rewriter, which follows only charsets whose markup has the bytes of ASCII: the page
 * is UTF-8 on its way in and UTF-16 again on its way out.
 *
 * <p>Nothing is lost by that. Half a surrogate pair, which is no character, becomes three bytes as UTF-8 would have them
 * if it were one; an odd byte at the end of the page goes out as it came. Held back is one character at most.
 */
final class Utf16 extends OutputStream {
    private static final int MOST_UNITS = 1024;

    private enum Form {
        BIG_ENDIAN,
        LITTLE_ENDIAN,
        /** For a byte order mark counts for more than what the response declares (Encoding Standard, section 6). */
        UTF_8
    }

    private final OutputStream out;
    private final HtmlSink sink;
    private final byte[] encoded = new byte[MOST_UNITS * 4];
    /** The first bytes of the page, then those of a unit that is not complete. */
    private final byte[] begun = new byte[3];

    private int begunLength;
    private Form form;
    private boolean formKnown;
    private char high;

    /** @param out stays open when the page is closed */
    Utf16(HtmlRewriter rewriter, Charset declared, OutputStream out) {
        this.out = out;
        form = declared.name().contains("BE") ? Form.BIG_ENDIAN : Form.LITTLE_ENDIAN;
        sink = rewriter.open(StandardCharsets.UTF_8, new Back());
    }

    /** Tells whether pages in a charset go this way. */
    static boolean is(Charset charset) {
        return charset.name().contains("UTF-16");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (!formKnown && at < end) {
            begun[begunLength++] = bytes[at++];
            recognize();
        }
        if (formKnown) {
            decode(bytes, at, end);
        }
    }

    /** Goes by the first two bytes, or three. A label of UTF-16 without its byte order means little-endian (Encoding Standard, 4.2). */
    private void recognize() throws IOException {
        int first = begun[0] & 0xFF;
        int second = begun[1] & 0xFF;
        boolean mayBeUtf8 = first == 0xEF && second == 0xBB;
        if (begunLength < 2 || (mayBeUtf8 && begunLength < 3)) {
            return;
        }
        if (mayBeUtf8 && (begun[2] & 0xFF) == 0xBF) {
            form = Form.UTF_8;
        } else if (first == 0xFE && second == 0xFF) {
            form = Form.BIG_ENDIAN;
        } else if (first == 0xFF && second == 0xFE) {
            form = Form.LITTLE_ENDIAN;
        }
        begin();
    }

    private void begin() throws IOException {
        formKnown = true;
        byte[] start = begun.clone();
        int length = begunLength;
        begunLength = 0;
        decode(start, 0, length);
    }

    private void decode(byte[] bytes, int from, int end) throws IOException {
        if (form == Form.UTF_8) {
            sink.write(bytes, from, end - from);
            return;
        }
        int at = from;
        int used = 0;
        if (begunLength == 1 && at < end) {
            begunLength = 0;
            used = encode(unit(begun[0], bytes[at++]), used);
        }
        for (; at + 1 < end; at += 2) {
            if (used > encoded.length - 6) {
                sink.write(encoded, 0, used);
                used = 0;
            }
            used = encode(unit(bytes[at], bytes[at + 1]), used);
        }
        if (at < end) {
            begun[0] = bytes[at];
            begunLength = 1;
        }
        sink.write(encoded, 0, used);
    }

    private char unit(byte first, byte second) {
        return (char) (form == Form.BIG_ENDIAN ? (first << 8) | (second & 0xFF) : (second << 8) | (first & 0xFF));
    }

    private int encode(char unit, int used) {
        int at = used;
        if (high != 0) {
            char waiting = high;
            high = 0;
            if (Character.isLowSurrogate(unit)) {
                return put(Character.toCodePoint(waiting, unit), at);
            }
            at = put(waiting, at);
        }
        if (Character.isHighSurrogate(unit)) {
            high = unit;
            return at;
        }
        return put(unit, at);
    }

    private int put(int code, int used) {
        if (code < 0x80) {
            encoded[used] = (byte) code;
            return used + 1;
        }
        if (code < 0x800) {
            encoded[used] = (byte) (0xC0 | (code >> 6));
            return putRest(code, 1, used + 1);
        }
        if (code < 0x10000) {
            encoded[used] = (byte) (0xE0 | (code >> 12));
            return putRest(code, 2, used + 1);
        }
        encoded[used] = (byte) (0xF0 | (code >> 18));
        return putRest(code, 3, used + 1);
    }

    private int putRest(int code, int count, int used) {
        for (int i = 0; i < count; i++) {
            encoded[used + i] = (byte) (0x80 | ((code >> (6 * (count - 1 - i))) & 0x3F));
        }
        return used + count;
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }

    /** Ends the document; what it was given stays open. */
    @Override
    public void close() throws IOException {
        if (!formKnown) {
            begin();
        }
        if (high != 0) {
            int used = put(high, 0);
            high = 0;
            sink.write(encoded, 0, used);
        }
        sink.close();
        out.write(begun, 0, begunLength);
        begunLength = 0;
    }

    /** Takes UTF-8 from the rewriter and makes it UTF-16. */
    private final class Back extends OutputStream {
        private final byte[] units = new byte[MOST_UNITS * 2];
        private int used;
        private int code;
        private int missing;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (form == Form.UTF_8) {
                out.write(bytes, offset, length);
                return;
            }
            for (int i = offset; i < offset + length; i++) {
                take(bytes[i]);
            }
            drain();
        }

        private void take(byte b) throws IOException {
            if (b >= 0) {
                put((char) b);
            } else if ((b & 0xC0) == 0x80) {
                code = (code << 6) | (b & 0x3F);
                if (--missing == 0) {
                    putCode();
                }
            } else {
                missing = b < (byte) 0xE0 ? 1 : b < (byte) 0xF0 ? 2 : 3;
                code = b & (0x3F >> missing);
            }
        }

        private void putCode() throws IOException {
            if (code < 0x10000) {
                put((char) code);
            } else {
                put(Character.highSurrogate(code));
                put(Character.lowSurrogate(code));
            }
        }

        private void put(char unit) throws IOException {
            if (used == units.length) {
                drain();
            }
            boolean big = form == Form.BIG_ENDIAN;
            units[used++] = (byte) (big ? unit >> 8 : unit);
            units[used++] = (byte) (big ? unit : unit >> 8);
        }

        private void drain() throws IOException {
            if (used > 0) {
                out.write(units, 0, used);
                used = 0;
            }
        }
    }
}
