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
        return HtmlRewriter.builder()
                .on("head", head -> head.append(Content.html(SCRIPT)))
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
        return with(headAndBody().on("x-none", element -> {}).build());
    }

    static Task eightRules() {
        HtmlRewriter.Builder builder = headAndBody();
        SIX_MORE.forEach(selector -> builder.on(selector, element -> {}));
        return with(builder.build());
    }

    static Task links() {
        return with(HtmlRewriter.builder()
                .on("a[href]", link -> {
                    String href = link.attribute("href");
                    link.setAttribute("href", href == null ? "" : href);
                })
                .build());
    }
}
