package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf16Test {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>Zoë 東京 \uD83D\uDE00 \uD83D</title></head>"
            + "<body>\uDE00<p title='é'>€</p></body></html>";
    private static final String GREETED = PAGE.replace("<head>", "<head><b>é\uD83D\uDE00</b>");

    private static final HtmlRewriter LOOKING = HtmlRewriter.builder()
            .on("b.never", element -> element.setAttribute("seen", ""))
            .build();

    private static final HtmlRewriter REWRITER = HtmlRewriter.builder()
            .on("head", head -> head.prepend(Content.html("<b>é\uD83D\uDE00</b>")))
            .on("b.never", element -> element.setAttribute("seen", ""))
            .build();

    @Test
    void rewritesAPageHoweverItIsCut() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            boolean big = random.nextBoolean();
            String mark = random.nextBoolean() ? "\uFEFF" : "";
            Charset declared = big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            assertArrayEquals(
                    units(mark + GREETED, big),
                    through(declared, units(mark + PAGE, big), random, 1 + random.nextInt(40)),
                    "seed " + seed);
        }
    }

    @Test
    void keepsWhatIsNoCharacter() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(6000)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // No markup, and half of all units are of surrogates.
                if ((i & 1) == 1 && random.nextBoolean()) {
                    bytes[i] = (byte) (0xD8 + random.nextInt(8));
                } else if (bytes[i] == '<' || bytes[i] == 0) {
                    bytes[i] = 'x';
                }
            }
            assertArrayEquals(
                    bytes,
                    through(LOOKING, StandardCharsets.UTF_16LE, bytes, random, 1 + random.nextInt(900)),
                    "seed " + seed);
        }
    }

    @Test
    void goesByAByteOrderMarkBeforeItGoesByWhatIsDeclared() throws IOException {
        Random random = new Random(1);
        assertArrayEquals(
                units("\uFEFF" + GREETED, true),
                through(StandardCharsets.UTF_16LE, units("\uFEFF" + PAGE, true), random, 3));
        assertArrayEquals(
                units("\uFEFF" + GREETED, false),
                through(StandardCharsets.UTF_16BE, units("\uFEFF" + PAGE, false), random, 3));
        String plain = "\uFEFF<html><head></head>Zoë";
        assertEquals(
                plain.replace("<head>", "<head><b>é\uD83D\uDE00</b>"),
                new String(
                        through(StandardCharsets.UTF_16LE, plain.getBytes(StandardCharsets.UTF_8), random, 3),
                        StandardCharsets.UTF_8));
    }

    @Test
    void takesUtf16AloneForLittleEndianAsBrowsersDo() throws IOException {
        assertArrayEquals(
                units(GREETED, false), through(StandardCharsets.UTF_16, units(PAGE, false), new Random(1), 9));
    }

    @Test
    void handsOnAPageOfOneByteOrNone() throws IOException {
        for (byte[] page : new byte[][] {{}, {7}}) {
            assertArrayEquals(page, through(LOOKING, StandardCharsets.UTF_16LE, page, new Random(1), 1));
        }
    }

    private static byte[] through(Charset declared, byte[] page, Random random, int most) throws IOException {
        return through(REWRITER, declared, page, random, most);
    }

    private static byte[] through(HtmlRewriter rewriter, Charset declared, byte[] page, Random random, int most)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Utf16 utf16 = new Utf16(rewriter, declared, out);
        for (int at = 0; at < page.length; ) {
            int length = Math.min(1 + random.nextInt(most), page.length - at);
            utf16.write(page, at, length);
            if (random.nextInt(5) == 0) {
                utf16.flush();
            }
            at += length;
        }
        utf16.close();
        return out.toByteArray();
    }

    /** Not by a charset of the JDK, which replaces half a surrogate pair. */
    private static byte[] units(String text, boolean big) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i + (big ? 1 : 0)] = (byte) text.charAt(i);
            bytes[2 * i + (big ? 0 : 1)] = (byte) (text.charAt(i) >> 8);
        }
        return bytes;
    }
}
