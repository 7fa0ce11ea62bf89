package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void readsOneRange() {
        assertEquals(new ByteRange(3, 9, 100), ByteRange.of("bytes=3-9", 100));
        assertEquals(new ByteRange(3, 99, 100), ByteRange.of("bytes=3-", 100));
        assertEquals(new ByteRange(90, 99, 100), ByteRange.of("bytes=-10", 100));
        assertEquals(new ByteRange(0, 99, 100), ByteRange.of("bytes=-1000", 100));
        assertEquals(new ByteRange(3, 99, 100), ByteRange.of("Bytes = 3 - 1000", 100));
        assertEquals("bytes 3-9/100", new ByteRange(3, 9, 100).contentRange());
    }

    @Test
    void takesAllElseForTheWholeBody() {
        for (String range : new String[] {
            "",
            "bytes=",
            "bytes=-",
            "bytes=100-",
            "bytes=9-3",
            "bytes=-0",
            "bytes=1-2,4-5",
            "pages=1-2",
            "bytes=a-b",
            "bytes=1-2-3",
            "bytes=99999999999999999999-",
            "bytes=--1"
        }) {
            assertNull(ByteRange.of(range, 100), range);
        }
    }

    @Test
    void cutsItsBytesOutHoweverTheBodyIsWritten() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] body = new byte[1 + random.nextInt(300)];
            random.nextBytes(body);
            int first = random.nextInt(body.length);
            int last = first + random.nextInt(body.length - first);
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            OutputStream cut = Objects.requireNonNull(ByteRange.of("bytes=" + first + "-" + last, body.length))
                    .cutOf(part);
            for (int at = 0; at < body.length; ) {
                int length = Math.min(random.nextInt(40), body.length - at);
                cut.write(body, at, length);
                at += length;
            }
            assertArrayEquals(Arrays.copyOfRange(body, first, last + 1), part.toByteArray(), "seed " + seed);
        }
    }
}
