package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Nonsense in all encodings under random rules. Runs for some seconds, or for as long as {@code attune.fuzz} says, as
 * in {@code -Dattune.fuzz=PT10M}; {@code attune.seed} begins with a seed that a failure printed. A page
 * that fails is written to {@code target/fuzz}; the finds that were made are replayed by {@link FuzzFindsTest}.
 */
class RandomPagesTest {
    private static final Duration TIME = Duration.parse(System.getProperty("attune.fuzz", "PT5S"));
    private static final long SEED = Long.getLong("attune.seed", 20260213L);
    private static final List<String> CHARSETS = List.of(
            "UTF-8", "ISO-8859-1", "windows-1251", "EUC-JP", "Shift_JIS", "GBK", "Big5", "UTF-16", "ISO-2022-JP");
    private static final List<String> PARTS = List.of(
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "--!>",
            "<!",
            "<?",
            "<![CDATA[",
            "]]>",
            "<!doctype html>",
            "<html>",
            "<head>",
            "</head>",
            "<body>",
            "</body>",
            "</html>",
            "<p>",
            "</p>",
            "<div class=a>",
            "</div>",
            "<a href='x>y'>",
            "</a>",
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<!--<script>",
            "<title>",
            "</title",
            "<textarea>",
            "</textarea>",
            "<style>",
            "</style >",
            "<svg>",
            "</svg>",
            "<math>",
            "<mi>",
            "<foreignObject>",
            "<annotation-xml encoding=text/html>",
            "<template>",
            "</template>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<caption>",
            "<select>",
            "<option>",
            "</select>",
            "<form>",
            "</form>",
            "<li>",
            "<ul>",
            "</ul>",
            "<button>",
            "<h1>",
            "</h2>",
            "<br/>",
            "<img a=1 a=2 class='a b'>",
            "<font color=x>",
            "<plaintext>",
            "<noscript>",
            "<frameset>",
            "<iframe>",
            "<x-very-long-name-indeed id=i>",
            "</x-very-long-name-indeed>",
            " ",
            "\n",
            "\r\n",
            "\0",
            "text",
            "\u00e9",
            "\u3042\u30a2",
            "\ud83d\ude00",
            "&amp;",
            "=",
            "\"",
            "'",
            "a=");
    /** How many ways {@link #edit} knows. */
    static final int KINDS = 10;

    private static final List<String> SELECTORS = List.of(
            "*",
            "p",
            "div.a",
            "[href]",
            "#i",
            "li:nth-child(2n+1)",
            "td:nth-of-type(1)",
            "table td",
            "body > div",
            "head",
            "body",
            "html",
            ":not(.a)",
            "svg *",
            "x-very-long-name-indeed",
            "b, i, a",
            "[class~=b i]",
            "template p",
            "title");

    @Test
    void neitherCutsNorHandlersThatChangeNothingChangeAPage() throws IOException {
        long end = System.nanoTime() + TIME.toNanos();
        for (long seed = SEED; System.nanoTime() < end; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            Charset charset =
                    Charset.forName(random.nextBoolean() ? "UTF-8" : CHARSETS.get(random.nextInt(CHARSETS.size())));
            byte[] page = text.toString().getBytes(charset);
            for (int i = random.nextInt(4); i > 0; i--) {
                page[random.nextInt(page.length)] = (byte) random.nextInt(256);
            }
            String where = "seed " + seed + " in " + charset;
            try {
                staysTheSame(page, charset, seed, random);
            } catch (AssertionError | RuntimeException e) {
                Path find = Files.createDirectories(Path.of("target", "fuzz")).resolve(seed + "." + charset + ".html");
                throw new AssertionError(
                        where + ": " + Files.write(find, page) + " belongs beside the other finds, cut short", e);
            }
        }
    }

    private static void staysTheSame(byte[] page, Charset charset, long seed, Random random) {
        List<RuntimeException> errors = new ArrayList<>();
        HtmlRewriter idle = rules(new Random(seed), false, errors);
        assertArrayEquals(page, Rewriting.inPieces(idle, page, charset, random, 9), "nothing changed");
        HtmlRewriter editing = rules(new Random(seed), true, errors);
        byte[] whole = Rewriting.whole(editing, page, charset);
        assertArrayEquals(whole, Rewriting.inPieces(editing, page, charset, random, 1 + random.nextInt(20)));
        for (RuntimeException error : errors) {
            if (!(error instanceof CannotFollow)) {
                throw error;
            }
        }
    }

    private static HtmlRewriter rules(Random random, boolean editing, List<RuntimeException> errors) {
        HtmlRewriter.Builder builder = HtmlRewriter.builder().onError(errors::add);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String selector = SELECTORS.get(random.nextInt(SELECTORS.size()));
            int kind = random.nextInt(KINDS);
            builder.on(selector, element -> {
                element.attributes();
                element.tagName();
                if (editing) {
                    edit(element, kind);
                }
            });
            if (random.nextInt(3) == 0) {
                builder.onComment(selector, comment -> comment.text());
                builder.onText(selector, chunk -> chunk.text());
            }
        }
        return builder.build();
    }

    static void edit(Element element, int kind) {
        Content mark = Content.html("<i>\u00e9</i>");
        switch (kind) {
            case 0 -> element.before(mark);
            case 1 -> element.after(mark);
            case 2 -> element.prepend(mark);
            case 3 -> element.append(mark);
            case 4 -> element.remove();
            case 5 -> element.setInner(mark);
            case 6 -> element.removeAndKeepContent();
            case 7 -> element.replaceWith(mark);
            case 8 -> element.setAttribute("class", "z\"");
            default -> element.removeAttribute("a");
        }
    }
}
