package dev.attune.html;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Whatever the page: to rewrite it and parse the result gives what parsing it and editing the tree gives. */
class JsoupOracleTest {
    private static final long SEED = Long.getLong("attune.seed", 20260212L);
    private static final int PAGES = Integer.getInteger("attune.oracle.pages", 1500);

    /** The same edit twice: for our elements and for those of jsoup. */
    private record Edit(String name, ElementHandler ours, Consumer<org.jsoup.nodes.Element> theirs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String MARK = "<!--mark-->";

    private static final List<String> SELECTORS = List.of(
            "div",
            ".a",
            ".b",
            "#i1",
            "[title]",
            "li",
            "td",
            "tr",
            "p",
            "ul > li",
            "div p",
            "li:nth-child(2)",
            "td:first-child",
            "section > .a",
            "[class*=d]",
            "[data-x$='d>']",
            "tbody > tr",
            "body > div",
            "table tr",
            "p:nth-of-type(2)",
            "span, code",
            ":not(.a).b",
            "dl > dd",
            "x-y",
            "my-widget",
            "form",
            "form > div",
            "option",
            "a[hidden]",
            "blockquote *",
            "svg path",
            "foreignObject > div",
            "li:not(:first-child)");

    private static final List<Edit> EDITS = List.of(
            new Edit("attribute", e -> e.setAttribute("class", "z \"<&"), e -> e.attr("class", "z \"<&")),
            new Edit("no attribute", e -> e.removeAttribute("class"), e -> e.removeAttr("class")),
            new Edit("before", e -> e.before(Content.html(MARK)), e -> e.before(MARK)),
            new Edit("after", e -> e.after(Content.html(MARK)), e -> e.after(MARK)),
            new Edit("prepend", e -> e.prepend(Content.html(MARK)), e -> mark(e, true)),
            new Edit("append", e -> e.append(Content.html(MARK)), e -> mark(e, false)),
            new Edit("inner", e -> e.setInner(Content.html(MARK)), e -> {
                if (!isVoid(e)) {
                    e.empty();
                    mark(e, false);
                }
            }),
            new Edit(
                    "replace",
                    e -> e.replaceWith(Content.html(MARK)),
                    e -> e.replaceWith(new org.jsoup.nodes.Comment("mark"))),
            new Edit("remove", e -> e.remove(), org.jsoup.nodes.Node::remove));

    private static final List<Edit> ON_HEAD_AND_BODY = List.of(
            new Edit("attribute", e -> e.setAttribute("lang", "x"), e -> e.attr("lang", "x")),
            new Edit("prepend", e -> e.prepend(Content.html(MARK)), e -> mark(e, true)),
            new Edit("append", e -> e.append(Content.html(MARK)), e -> mark(e, false)));

    private static boolean isVoid(org.jsoup.nodes.Element element) {
        return List.of("img", "br").contains(element.normalName())
                || element.normalName().equals("path");
    }

    private static void mark(org.jsoup.nodes.Element element, boolean first) {
        if (!isVoid(element)) {
            var comment = new org.jsoup.nodes.Comment("mark");
            if (first) {
                element.prependChild(comment);
            } else {
                element.appendChild(comment);
            }
        }
    }

    @Test
    void agreesOnGeneratedPages() {
        for (int i = 0; i < PAGES; i++) {
            Random random = new Random(SEED + i);
            String page = PageGenerator.page(random);
            boolean outer = random.nextInt(4) == 0;
            String selector = outer
                    ? List.of("head", "body").get(random.nextInt(2))
                    : SELECTORS.get(random.nextInt(SELECTORS.size()));
            List<Edit> edits = outer ? ON_HEAD_AND_BODY : EDITS;
            agrees("seed " + (SEED + i), page, selector, edits.get(random.nextInt(edits.size())), random);
        }
    }

    @Test
    void agreesOnRealPages() {
        Random random = new Random(SEED);
        for (Path file : SharedSuites.files(SharedSuites.folder("corpus"), ".html")) {
            byte[] page = SharedSuites.bytes(file);
            if (page.length > 300_000) {
                continue;
            }
            for (Edit edit : EDITS) {
                agrees(file.toString(), new String(page, StandardCharsets.UTF_8), "a[href]", edit, random);
                agrees(
                        file.toString(),
                        new String(page, StandardCharsets.UTF_8),
                        "div > .price, li:nth-child(2)",
                        edit,
                        random);
            }
            for (Edit edit : ON_HEAD_AND_BODY) {
                agrees(file.toString(), new String(page, StandardCharsets.UTF_8), "head", edit, random);
                agrees(file.toString(), new String(page, StandardCharsets.UTF_8), "body", edit, random);
            }
        }
    }

    private static void agrees(String where, String page, String selector, Edit edit, Random random) {
        Document expected = Jsoup.parse(page);
        for (org.jsoup.nodes.Element element : expected.select(selector.replace("foreignObject", "foreignobject"))) {
            edit.theirs().accept(element);
        }
        HtmlRewriter rewriter = HtmlRewriter.builder().on(selector, edit.ours()).build();
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        String rewritten = new String(
                Rewriting.inPieces(rewriter, bytes, StandardCharsets.UTF_8, random, 50), StandardCharsets.UTF_8);
        String want = comparable(expected);
        String got = comparable(Jsoup.parse(rewritten));
        if (!want.equals(got)) {
            int at = Arrays.mismatch(want.toCharArray(), got.toCharArray());
            fail(where + ", " + edit + " on " + selector + ", at " + at + "\nwanted   " + around(want, at)
                    + "\ngot      " + around(got, at) + "\nfrom the page\n" + page + "\nwhich became\n" + rewritten);
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 80));
    }

    /** White space around the end of the body moves with it: compare all but that. */
    private static String comparable(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.outerHtml().replaceAll("\\s+", "");
    }
}
