package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CharEncoderTest {
    private static final String[] CHARSETS = {
        "UTF-8", "ISO-8859-1", "US-ASCII", "UTF-16", "UTF-16LE", "Shift_JIS", "ISO-2022-JP", "windows-1252", "GB18030"
    };
    private static final String TEXT = "<p>Zoë 東京 😀 — \uD83D half, \uDE00 too</p>".repeat(400);

    @Test
    void encodesLikeTheJdkHoweverTheTextIsCut() throws IOException {
        for (String name : CHARSETS) {
            Charset charset = Charset.forName(name);
            long seed = System.nanoTime();
            Random random = new Random(seed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CharEncoder encoder = new CharEncoder(charset, out);
            for (int at = 0; at < TEXT.length(); ) {
                int length = Math.min(1 + random.nextInt(random.nextBoolean() ? 3 : 20_000), TEXT.length() - at);
                if (random.nextBoolean()) {
                    encoder.write(TEXT, at, length);
                } else {
                    encoder.write(TEXT.toCharArray(), at, length);
                }
                at += length;
            }
            encoder.finish();
            assertArrayEquals(TEXT.getBytes(charset), out.toByteArray(), name + ", seed " + seed);
        }
    }
}
