package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages that once went wrong, each in the folder {@code fuzz}, named {@code WHAT.html} or, if not in UTF-8,
 * {@code WHAT.CHARSET.html}. Beside one that came out wrong, not just differently when cut, lies {@code WHAT.html.marked}:
 * what it has to become if an {@code <i>} is put at the start of every {@code p}.
 */
class FuzzFindsTest {
    private static final Content MARK = Content.html("<i></i>");

    static List<Path> finds() throws IOException, URISyntaxException {
        URL folder = FuzzFindsTest.class.getResource("fuzz");
        assertNotNull(folder);
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areThere() throws Exception {
        assertEquals(true, finds().size() >= 2);
    }

    @ParameterizedTest
    @MethodSource("finds")
    void comeOutTheSameWhereverTheyAreCut(Path find) throws Exception {
        byte[] page = Files.readAllBytes(find);
        List<RuntimeException> errors = new ArrayList<>();
        for (int kind = 0; kind < RandomPagesTest.KINDS; kind++) {
            for (String selector : List.of("*", "p", "body > *", "head")) {
                for (boolean reads : List.of(false, true)) {
                    cutsDoNotMatter(rewriter(selector, kind, reads, errors), page, charset(find));
                }
            }
        }
        errors.forEach(error -> assertEquals(CannotFollow.class, error.getClass()));
    }

    @ParameterizedTest
    @MethodSource("finds")
    void comeOutRight(Path find) throws Exception {
        Path marked = Path.of(find + ".marked");
        HtmlRewriter marking = HtmlRewriter.builder()
                .on("p", p -> p.prepend(MARK))
                .onError(error -> assertEquals(CannotFollow.class, error.getClass()))
                .build();
        byte[] rewritten = Rewriting.whole(marking, Files.readAllBytes(find), charset(find));
        if (Files.exists(marked)) {
            assertArrayEquals(Files.readAllBytes(marked), rewritten);
        }
        assertArrayEquals(
                Files.readAllBytes(find),
                new String(rewritten, StandardCharsets.ISO_8859_1)
                        .replace("<i></i>", "")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HtmlRewriter rewriter(String selector, int kind, boolean reads, List<RuntimeException> errors) {
        HtmlRewriter.Builder builder = HtmlRewriter.builder()
                .onError(errors::add)
                .on(selector, element -> RandomPagesTest.edit(element, kind));
        if (reads) {
            builder.onComment("*", comment -> comment.text()).onText("p", chunk -> chunk.text());
        }
        return builder.build();
    }

    private static void cutsDoNotMatter(HtmlRewriter rewriter, byte[] page, Charset charset) throws IOException {
        byte[] whole = Rewriting.whole(rewriter, page, charset);
        for (int cut = 0; cut <= page.length; cut++) {
            int at = cut;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (HtmlSink sink = rewriter.open(charset, out)) {
                sink.write(page, 0, cut);
                sink.flush();
                sink.write(page, cut, page.length - cut);
            }
            assertArrayEquals(whole, out.toByteArray(), () -> "cut at " + at);
        }
    }

    private static Charset charset(Path find) {
        String[] parts = find.getFileName().toString().split("\\.", -1);
        return parts.length > 2 ? Charset.forName(parts[1]) : StandardCharsets.UTF_8;
    }
}
