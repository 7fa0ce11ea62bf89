package dev.attune.bench.rewriter;

import dev.attune.html.Content;
import dev.attune.html.HtmlRewriter;
import dev.attune.html.HtmlSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One way to rewrite a page. */
interface Task {
    String SCRIPT_TEXT = "x".repeat(283);
    String SCRIPT = "<script>" + SCRIPT_TEXT + "</script>";
    String STYLE = "background:#fff;color:#111";

    /** Six rules besides those on head and body; on the pages measured they match little or nothing. */
    List<String> SIX_MORE =
            List.of(".hero", "#cta", "[data-variant]", "div.note span", "body [href$=\"zzz\"]", "ul > li.first");

    void rewrite(byte[] page, OutputStream out) throws Exception;

    private static HtmlRewriter.Builder headAndBody() {
        Content script = Content.html(SCRIPT).prepared();
        return HtmlRewriter.builder()
                .on("head", head -> head.append(script))
                .on("body", body -> body.setAttribute("style", STYLE));
    }

    private static Task with(HtmlRewriter rewriter) {
        return (page, out) -> write(rewriter, page, out);
    }

    private static void write(HtmlRewriter rewriter, byte[] page, OutputStream out) throws IOException {
        try (HtmlSink sink = rewriter.open(StandardCharsets.UTF_8, out)) {
            sink.write(page, 0, page.length);
        }
    }

    /** Both rules retire, and the rest of the page is handed on. */
    static Task twoRulesThatRetire() {
        return with(headAndBody().build());
    }

    /** A third rule, which matches nothing, keeps the rewriter looking until the page ends. */
    static Task twoRules() {
        return with(twoRulesRewriter());
    }

    static HtmlRewriter twoRulesRewriter() {
        return headAndBody().on("x-none", element -> {}).build();
    }

    static Task eightRules() {
        HtmlRewriter.Builder builder = headAndBody();
        SIX_MORE.forEach(selector -> builder.on(selector, element -> {}));
        return with(builder.build());
    }

    /** Each link is set to what it says already, so that nothing has to be written. */
    static Task links() {
        return onEachLink("");
    }

    static Task linksChanged() {
        return onEachLink("?x");
    }

    private static Task onEachLink(String added) {
        return with(HtmlRewriter.builder()
                .on("a[href]", link -> {
                    String href = link.attribute("href");
                    link.setAttribute("href", href == null ? added : added.isEmpty() ? href : href + added);
                })
                .build());
    }
}
