package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The selector tests that lol-html runs: which elements, texts and comments does a selector reach? */
class SelectorMatchingSuiteTest {
    private static final int PAIRS = 784;

    /** Selectors that a stream cannot decide; the documentation lists each selector with its reason. */
    private static final int REFUSED = 155;

    @Test
    void matchesWhatLolHtmlMatchesWherePageAndSelectorAreOneOfItsPairs() {
        Path folder = SharedSuites.folder("suites/lol-html/selector_matching");
        int equal = 0;
        Set<String> different = new TreeSet<>();
        Map<String, Integer> refused = new TreeMap<>();
        for (Path info : SharedSuites.files(folder, "-info.json")) {
            JsonObject test = SharedSuites.json(info);
            byte[] page = SharedSuites.bytes(folder.resolve(test.getString("src")));
            for (var pair : test.getJsonObject("selectors").entrySet()) {
                String css = pair.getKey();
                HtmlRewriter rewriter;
                try {
                    rewriter = marking(css);
                } catch (IllegalArgumentException e) {
                    refused.merge(css, 1, Integer::sum);
                    continue;
                }
                String expected = new String(
                        SharedSuites.bytes(folder.resolve(((JsonString) pair.getValue()).getString())),
                        StandardCharsets.UTF_8);
                String name = info.getFileName() + " " + css;
                if (!expected.equals(
                        new String(Rewriting.whole(rewriter, page, StandardCharsets.UTF_8), StandardCharsets.UTF_8))) {
                    different.add(name);
                    continue;
                }
                equal++;
                for (int longest : new int[] {1, 7, 60}) {
                    byte[] pieces =
                            Rewriting.inPieces(marking(css), page, StandardCharsets.UTF_8, new Random(equal), longest);
                    assertEquals(expected, new String(pieces, StandardCharsets.UTF_8), name + " in pieces");
                }
            }
        }
        int skipped = refused.values().stream().mapToInt(n -> n).sum();
        assertEquals(Set.of(), different);
        assertEquals(PAIRS, equal + skipped, "pairs seen");
        assertEquals(REFUSED, skipped, () -> "refused are now " + refused);
        String published = new String(
                        SharedSuites.bytes(Path.of("..", "docs", "html-rewriter.md")), StandardCharsets.UTF_8)
                .replace("\\|", "|");
        refused.keySet()
                .forEach(css -> assertTrue(published.contains("`" + css + "`"), "refused and not published: " + css));
    }

    private static HtmlRewriter marking(String css) {
        boolean[] first = {true};
        return HtmlRewriter.builder()
                .on(css, element -> {
                    element.before(mark("ELEMENT", css));
                    element.after(mark("/ELEMENT", css));
                })
                .onComment(css, comment -> {
                    comment.before(mark("COMMENT", css));
                    comment.after(mark("/COMMENT", css));
                })
                .onText(css, chunk -> {
                    if (first[0]) {
                        chunk.before(mark("TEXT", css));
                    }
                    first[0] = chunk.isLast();
                    if (chunk.isLast()) {
                        chunk.after(mark("/TEXT", css));
                    }
                })
                .build();
    }

    private static Content mark(String what, String css) {
        return Content.html("<!--[" + what + "('" + css + "')]-->");
    }
}
