package dev.attune.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Runs pages through a rewriter: in one piece, and cut into pieces by a seed that a failure prints. */
final class Rewriting {
    private static final long SEED = Long.getLong("attune.seed", 20260211L);

    private Rewriting() {}

    static String of(HtmlRewriter rewriter, String page) {
        return of(rewriter, page, StandardCharsets.UTF_8);
    }

    static String of(HtmlRewriter rewriter, String page, Charset charset) {
        byte[] bytes = page.getBytes(charset);
        byte[] whole = whole(rewriter, bytes, charset);
        for (int round = 0; round < 4; round++) {
            long seed = SEED + round;
            byte[] pieces = inPieces(rewriter, bytes, charset, new Random(seed), round == 0 ? 1 : 1 + 9 * round);
            if (!java.util.Arrays.equals(whole, pieces)) {
                throw new AssertionError("cut with seed " + seed + " the page becomes\n" + new String(pieces, charset)
                        + "\nand in one piece\n" + new String(whole, charset));
            }
        }
        return new String(whole, charset);
    }

    /** Rewrites a page in one piece and in two, wherever it may be cut. */
    static String atEverySplit(HtmlRewriter rewriter, String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        String whole = new String(whole(rewriter, bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (HtmlSink sink = rewriter.open(StandardCharsets.UTF_8, out)) {
                sink.write(bytes, 0, cut);
                sink.flush();
                sink.write(bytes, cut, bytes.length - cut);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String cutInTwo = out.toString(StandardCharsets.UTF_8);
            if (!cutInTwo.equals(whole)) {
                throw new AssertionError(
                        "cut at " + cut + " the page becomes\n" + cutInTwo + "\nand in one piece\n" + whole);
            }
        }
        return whole;
    }

    static byte[] whole(HtmlRewriter rewriter, byte[] page, Charset charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = rewriter.open(charset, out)) {
            sink.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes pieces of 1 to {@code longest} bytes, each in an array that is spoiled afterwards. */
    static byte[] inPieces(HtmlRewriter rewriter, byte[] page, Charset charset, Random random, int longest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = rewriter.open(charset, out)) {
            for (int p = 0; p < page.length; ) {
                int n = Math.min(1 + random.nextInt(longest), page.length - p);
                byte[] piece = new byte[n + 2];
                System.arraycopy(page, p, piece, 1, n);
                piece[0] = '<';
                piece[n + 1] = '>';
                sink.write(piece, 1, n);
                java.util.Arrays.fill(piece, (byte) '#');
                if (random.nextInt(4) == 0) {
                    sink.flush();
                }
                p += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
