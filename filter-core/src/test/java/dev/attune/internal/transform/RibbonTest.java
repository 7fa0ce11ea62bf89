package dev.attune.internal.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Edit;
import dev.attune.decision.Edit.Action;
import dev.attune.html.HtmlRewriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A preview's page, split at random places too. */
class RibbonTest {
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>t</title></head><body class=a><p>One<p>Two</body></html>";
    private static final String HOSTILE = "</aside><script>x</script>\" onclick='y' &lt;";
    private static final Ribbon RIBBON =
            new Ribbon(HOSTILE, List.of(new Ribbon.Link("End " + HOSTILE, "/a?b=1&c=\"><script>")));

    @Test
    void standsFirstInTheBodyAndLeavesTheRestAsItIs() throws IOException {
        Document page = Jsoup.parse(rewrite(PAGE, ScriptPolicy.unrestricted()));
        assertEquals("attune-preview", page.body().child(1).id());
        page.select("#attune-preview, style").remove();
        assertEquals(Jsoup.parse(PAGE).html(), page.html());
    }

    @Test
    void saysAnyTextAsText() throws IOException {
        Document page = Jsoup.parse(rewrite(PAGE, ScriptPolicy.unrestricted()));
        assertEquals(0, page.select("script, [onclick]").size(), page.html());
        Element ribbon = page.select("#attune-preview").get(0);
        assertEquals(HOSTILE, ribbon.select("span").text());
        assertEquals("/a?b=1&c=\"><script>", ribbon.select("a").attr("href"));
    }

    @Test
    void goesIntoAPageWithoutABodyTag() throws IOException {
        Document page = Jsoup.parse(rewrite("<!DOCTYPE html><title>t</title><p>One", ScriptPolicy.unrestricted()));
        assertEquals(1, page.select("body > #attune-preview").size(), page.html());
    }

    @Test
    void staysWhereAnEditReplacesWhatTheBodyHolds() throws IOException {
        Edit edit = new Edit("body", Action.HTML, null, "<p>Other");
        String page = rewrite(PAGE, ScriptPolicy.unrestricted(), edit);
        assertTrue(page.contains("<aside id=\"attune-preview\"") && page.contains("<p>Other"), page);
        assertFalse(page.contains("One"), page);
    }

    @Test
    void takesTheStyleThatThePolicyAllows() throws IOException {
        String nonce = rewrite(PAGE, new ScriptPolicy(null, "n0nce", false, false, false, true));
        assertTrue(nonce.contains("<style nonce=\"n0nce\">") && !nonce.contains(" style="), nonce);
        String attributes = rewrite(PAGE, new ScriptPolicy(null, null, false, false, false, true));
        assertTrue(attributes.contains("<aside id=\"attune-preview\"") && !attributes.contains("<style"), attributes);
        assertEquals(3, attributes.split(" style=\"", -1).length - 1, attributes);
        String none = rewrite(PAGE, new ScriptPolicy(null, null, false, false, false, false));
        assertTrue(none.contains("<strong>Preview</strong>") && !none.contains("style"), none);
    }

    private static String rewrite(String html, ScriptPolicy policy, Edit... edits) throws IOException {
        PageTransform transform = new PageTransform(List.of(edits), "/attune/client.js");
        List<AppliedEdit> applied = List.of(edits).stream()
                .map(edit -> new AppliedEdit(edit, List.of()))
                .toList();
        Decision decision = new Decision(null, null, null, applied);
        byte[] page = html.getBytes(UTF_8);
        String whole = rewrite(page, transform, decision, policy, page.length);
        long seed = System.nanoTime();
        assertEquals(
                whole,
                rewrite(page, transform, decision, policy, 1 + new Random(seed).nextInt(9)),
                "split with seed " + seed);
        return whole;
    }

    private static String rewrite(
            byte[] page, PageTransform transform, Decision decision, ScriptPolicy policy, int step) throws IOException {
        HtmlRewriter rewriter = transform.rewriterFor(decision, RIBBON, policy, failure -> {
            throw failure;
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sink = Objects.requireNonNull(rewriter).open(UTF_8, out)) {
            for (int at = 0; at < page.length; at += step) {
                sink.write(page, at, Math.min(step, page.length - at));
            }
        }
        return out.toString(UTF_8);
    }
}
