package dev.attune.html;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An encoding of one byte for each character, as browsers have it: Java lacks some, and differs from the standard in a
 * few places of others. Immutable.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#legacy-single-byte-encodings">Encoding Standard, single-byte encodings</a>
 */
final class SingleByteCharset extends Charset {
    private static final char NONE = '\uFFFD';

    /** From A0 on. Below, as in all encodings of ISO 8859, stand the controls U+0080 to U+009F. */
    private static final String ISO_8859_10 = "\u00A0\u0104\u0112\u0122\u012A\u0128\u0136\u00A7\u013B\u0110\u0160\u0166"
            + "\u017D\u00AD\u016A\u014A\u00B0\u0105\u0113\u0123\u012B\u0129\u0137\u00B7\u013C\u0111\u0161\u0167\u017E\u2015"
            + "\u016B\u014B\u0100\u00C1\u00C2\u00C3\u00C4\u00C5\u00C6\u012E\u010C\u00C9\u0118\u00CB\u0116\u00CD\u00CE\u00CF"
            + "\u00D0\u0145\u014C\u00D3\u00D4\u00D5\u00D6\u0168\u00D8\u0172\u00DA\u00DB\u00DC\u00DD\u00DE\u00DF\u0101\u00E1"
            + "\u00E2\u00E3\u00E4\u00E5\u00E6\u012F\u010D\u00E9\u0119\u00EB\u0117\u00ED\u00EE\u00EF\u00F0\u0146\u014D\u00F3"
            + "\u00F4\u00F5\u00F6\u0169\u00F8\u0173\u00FA\u00FB\u00FC\u00FD\u00FE\u0138";

    private static final String ISO_8859_14 = "\u00A0\u1E02\u1E03\u00A3\u010A\u010B\u1E0A\u00A7\u1E80\u00A9\u1E82\u1E0B"
            + "\u1EF2\u00AD\u00AE\u0178\u1E1E\u1E1F\u0120\u0121\u1E40\u1E41\u00B6\u1E56\u1E81\u1E57\u1E83\u1E60\u1EF3\u1E84"
            + "\u1E85\u1E61\u00C0\u00C1\u00C2\u00C3\u00C4\u00C5\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB\u00CC\u00CD\u00CE\u00CF"
            + "\u0174\u00D1\u00D2\u00D3\u00D4\u00D5\u00D6\u1E6A\u00D8\u00D9\u00DA\u00DB\u00DC\u00DD\u0176\u00DF\u00E0\u00E1"
            + "\u00E2\u00E3\u00E4\u00E5\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u00EC\u00ED\u00EE\u00EF\u0175\u00F1\u00F2\u00F3"
            + "\u00F4\u00F5\u00F6\u1E6B\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u0177\u00FF";

    /** What the bytes from 80 to FF mean, {@link #NONE} where they mean nothing. */
    private final char[] upper;

    private SingleByteCharset(String name, char[] upper) {
        super("x-attune-" + name, null);
        this.upper = upper;
    }

    /** Returns null if this JVM lacks the charset that the encoding is made from. */
    static @Nullable SingleByteCharset of(String encoding) {
        String java = switch (encoding) {
            case "iso-8859-10", "iso-8859-14", "x-user-defined" -> "ISO-8859-1";
            case "iso-8859-8-i" -> "ISO-8859-8";
            case "macintosh" -> "x-MacRoman";
            case "windows-874" -> "x-windows-874";
            case "x-mac-cyrillic" -> "x-MacUkraine";
            default -> encoding;
        };
        if (!Charset.isSupported(java)) {
            return null;
        }
        byte[] bytes = new byte[128];
        for (int i = 0; i < 128; i++) {
            bytes[i] = (byte) (0x80 + i);
        }
        char[] upper = new String(bytes, Charset.forName(java)).toCharArray();
        switch (encoding) {
            case "iso-8859-10" -> ISO_8859_10.getChars(0, 96, upper, 32);
            case "iso-8859-14" -> ISO_8859_14.getChars(0, 96, upper, 32);
            case "x-user-defined" -> {
                for (int i = 0; i < 128; i++) {
                    upper[i] = (char) (0xF780 + i);
                }
            }
            case "koi8-u" -> {
                upper[0xAE - 128] = '\u045E';
                upper[0xBE - 128] = '\u040E';
            }
            case "x-mac-cyrillic" -> upper[0xFF - 128] = '\u20AC';
            case "windows-1255" -> upper[0xCA - 128] = '\u05BA';
            default -> {}
        }
        if (encoding.startsWith("windows-")) {
            for (int i = 0; i < 32; i++) {
                if (upper[i] == NONE) {
                    upper[i] = (char) (0x80 + i);
                }
            }
        }
        return new SingleByteCharset(encoding, upper);
    }

    @Override
    public boolean contains(Charset other) {
        return other.equals(this) || other.equals(StandardCharsets.US_ASCII);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new CharsetDecoder(this, 1, 1) {
            @Override
            protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                while (in.hasRemaining()) {
                    byte b = in.get(in.position());
                    char c = b >= 0 ? (char) b : upper[b & 127];
                    if (c == NONE) {
                        return CoderResult.unmappableForLength(1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    in.get();
                    out.put(c);
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new CharsetEncoder(this, 1, 1) {
            @Override
            protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
                while (in.hasRemaining()) {
                    char c = in.get(in.position());
                    int b = c < 128 ? c : find(c);
                    if (b < 0) {
                        boolean pair = Character.isHighSurrogate(c)
                                && in.remaining() > 1
                                && Character.isLowSurrogate(in.get(in.position() + 1));
                        return CoderResult.unmappableForLength(pair ? 2 : 1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    in.get();
                    out.put((byte) b);
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }

    private int find(char c) {
        for (int i = 0; i < 128 && c != NONE; i++) {
            if (upper[i] == c) {
                return 128 + i;
            }
        }
        return -1;
    }
}
