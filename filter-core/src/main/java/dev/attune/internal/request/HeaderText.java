package dev.attune.internal.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of places in headers: networks send them as raw UTF-8, which containers read as ISO-8859-1, or percent-encoded. */
final class HeaderText {
    private HeaderText() {}

    /** Returns the text that was meant, or the text as it came where it was neither. */
    static String decoded(String said) {
        if (isPlain(said)) {
            return said;
        }
        byte[] bytes = new byte[said.length()];
        int count = 0;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c > 0xFF) {
                return said;
            }
            int high = c == '%' && i + 2 < said.length() ? Character.digit(said.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(said.charAt(i + 2), 16);
            if (low >= 0) {
                bytes[count++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[count++] = (byte) c;
            }
        }
        String text = utf8(bytes, count);
        return text == null ? said : text;
    }

    /** Tells whether a text stands for itself. */
    private static boolean isPlain(String said) {
        for (int i = 0; i < said.length(); i++) {
            if (said.charAt(i) >= 0x80 || said.charAt(i) == '%') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String utf8(byte[] bytes, int count) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
