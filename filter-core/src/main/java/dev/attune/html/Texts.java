package dev.attune.html;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Decodes text in pieces that may end inside of a character. */
final class Texts {
    private final CharsetDecoder decoder;
    private int consumed;

    Texts(PageCharset charset) {
        decoder = charset.reader()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Decodes a range; unless it is the last of its text, a character that is not complete is left over. */
    String decode(byte[] bytes, int from, int to, boolean last) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer text = CharBuffer.allocate((int) ((to - from) * (double) decoder.maxCharsPerByte()) + 2);
        decoder.reset();
        decoder.decode(in, text, last);
        consumed = in.position();
        return text.flip().toString();
    }

    /** Returns where the last decoding ended. */
    int consumed() {
        return consumed;
    }
}
