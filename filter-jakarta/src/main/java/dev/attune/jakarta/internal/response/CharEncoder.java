package dev.attune.jakarta.internal.response;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns a page's characters into bytes and hands them on at once: it holds back nothing but the first half of a surrogate
 * pair.
 */
final class CharEncoder {
    /** Bounds what one huge string costs while it is encoded. */
    private static final int CHUNK = 8192;

    private final Charset charset;
    private final OutputStream out;
    /** For charsets whose bytes depend on what came before; null for those where {@code getBytes} is right and faster. */
    private final @Nullable CharsetEncoder stateful;

    private final ByteBuffer bytes;
    private char highSurrogate;

    CharEncoder(Charset charset, OutputStream out) {
        this.charset = charset;
        this.out = out;
        boolean simple = charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
        stateful = simple
                ? null
                : charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        bytes = ByteBuffer.allocate(simple ? 0 : 1024);
    }

    void write(String text, int offset, int length) throws IOException {
        if (length <= CHUNK) {
            encode(text.substring(offset, offset + length));
            return;
        }
        for (int at = offset; at < offset + length; at += CHUNK) {
            encode(text.substring(at, Math.min(at + CHUNK, offset + length)));
        }
    }

    void write(char[] text, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += CHUNK) {
            encode(new String(text, at, Math.min(CHUNK, offset + length - at)));
        }
    }

    /** Ends the text: what a charset needs to close it goes out. */
    void finish() throws IOException {
        if (highSurrogate != 0) {
            String half = String.valueOf(highSurrogate);
            highSurrogate = 0;
            if (stateful == null) {
                out.write(half.getBytes(charset));
            } else {
                encode(stateful, CharBuffer.wrap(half), true);
            }
        } else if (stateful != null) {
            encode(stateful, CharBuffer.allocate(0), true);
        }
        if (stateful != null) {
            while (stateful.flush(bytes).isOverflow()) {
                drain();
            }
            drain();
            stateful.reset();
        }
    }

    private void encode(String text) throws IOException {
        String whole = text;
        if (highSurrogate != 0) {
            whole = highSurrogate + text;
            highSurrogate = 0;
        }
        int length = whole.length();
        if (length != 0 && Character.isHighSurrogate(whole.charAt(length - 1))) {
            highSurrogate = whole.charAt(length - 1);
            whole = whole.substring(0, length - 1);
        }
        if (whole.isEmpty()) {
            return;
        }
        if (stateful == null) {
            out.write(whole.getBytes(charset));
        } else {
            encode(stateful, CharBuffer.wrap(whole), false);
        }
    }

    private void encode(CharsetEncoder encoder, CharBuffer text, boolean end) throws IOException {
        while (encoder.encode(text, bytes, end).isOverflow()) {
            drain();
        }
        drain();
    }

    private void drain() throws IOException {
        if (bytes.position() > 0) {
            out.write(bytes.array(), 0, bytes.position());
            bytes.clear();
        }
    }
}
