package dev.attune.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementTest {
    private static String with(String selector, ElementHandler handler, String page) {
        String rewritten =
                Rewriting.of(HtmlRewriter.builder().on(selector, handler).build(), "<body>" + page);
        return rewritten.substring("<body>".length());
    }

    @Test
    void worksAsTheDocumentationShows() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream("<title>t</title><a href=http:x>".getBytes(UTF_8));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("head", head -> head.append(Content.html("<script src=/greet.js></script>")))
                .on("a[href^='http:']", link -> link.setAttribute("rel", "nofollow"))
                .build();
        try (HtmlSink page = rewriter.open(StandardCharsets.UTF_8, output)) {
            in.transferTo(page);
        }
        assertEquals(
                "<head><title>t</title><script src=/greet.js></script><a href=http:x rel=\"nofollow\">",
                output.toString(UTF_8));
    }

    @Test
    void matchesEveryFormOfAPage() {
        assertEquals(
                "<form x=\"1\"></form><form x=\"1\"><form></form><form x=\"1\">",
                with("form", f -> f.setAttribute("x", "1"), "<form></form><form><form></form><form>"));
    }

    @Test
    void keepsTheBytesOfUntouchedAttributesInATouchedTag() {
        assertEquals(
                "<p  ID = x  CLASS=\"new\" hidden\tdata-A='<&>' more=\"1\" >",
                with(
                        "p",
                        p -> {
                            p.setAttribute("class", "new");
                            p.setAttribute("more", "1");
                        },
                        "<p  ID = x  CLASS='old' hidden\tdata-A='<&>' >"));
    }

    @Test
    void keepsTheBytesOfAnAttributeThatIsSetToWhatItSaysAlready() {
        List<String> tags = List.of(
                "<a HREF = '?a=1&amp;b=\u00e9'>",
                "<a href=/x href=/y>",
                "<a href>",
                "<a title=t href='/a/long/way/to/the/page.html' class=c x= >");
        for (String tag : tags) {
            assertEquals(tag, with("a[href]", a -> a.setAttribute("href", read(a, "href")), tag));
        }
        assertEquals("<p ID = 'x'>", with("p", p -> p.setAttribute("Id", "x"), "<p ID = 'x'>"));
        assertEquals("<p ID = \"X\">", with("p", p -> p.setAttribute("id", "X"), "<p ID = 'x'>"));
        assertEquals("<p a=\"b\" id=x>", with("p[id]", p -> setTwice(p, "a", "c", "b"), "<p a=b id=x>"));
        assertEquals("<p a=\"c\" x=>", with("p[a]", p -> p.setAttribute("a", "c"), "<p a=b x=>"));
        assertEquals("<p a=b>", with("p[a]", p -> p.removeAttribute("z"), "<p a=b>"));
    }

    private static String read(Element element, String name) {
        return java.util.Objects.requireNonNull(element.attribute(name));
    }

    private static void setTwice(Element element, String name, String first, String second) {
        element.setAttribute(name, first);
        assertEquals(first, element.attribute(name));
        element.setAttribute(name, second);
        assertEquals(second, element.attribute(name));
    }

    @Test
    void seesAttributesThatNoRuleLooksAt() {
        List<String> seen = new ArrayList<>();
        with(
                "a[href]",
                a -> {
                    a.setAttribute("href", "/z");
                    seen.add(a.attribute("TITLE") + a.attribute("href") + a.attribute("none") + a.attribute("lang"));
                    a.removeAttribute("title");
                    a.setAttribute("rel", "r");
                    seen.add(a.attributes().toString());
                },
                "<a title=t href=/x lang=en>");
        assertEquals(
                List.of(
                        "t/znullen",
                        "[Attribute[name=href, value=/z], Attribute[name=lang, value=en], Attribute[name=rel, value=r]]"),
                seen.subList(0, 2));
    }

    @Test
    void findsAttributesByName_HoweverManyNamesHandlersAskForAndHoweverTheyAreWritten() {
        StringBuilder tag = new StringBuilder("<p");
        for (int i = 0; i < 300; i++) {
            tag.append(" name").append(i).append("=value").append(i);
        }
        for (int page = 0; page < 3; page++) {
            with(
                    "p",
                    p -> {
                        for (int i = 0; i < 300; i++) {
                            assertEquals("value" + i, p.attribute("name" + i));
                            assertEquals("value" + i, p.attribute("NAME" + i));
                            assertThrows(IllegalArgumentException.class, () -> p.setAttribute("two names", ""));
                            assertThrows(IllegalArgumentException.class, () -> p.setAttribute("", ""));
                        }
                    },
                    tag.append('>').toString());
        }
    }

    @Test
    void changesManyAttributesAtOnce_TheLastWordForEach() {
        assertEquals(
                "<p a=\"3\" c=\"5\" d=\"6\">",
                with(
                        "p",
                        p -> {
                            p.setAttribute("a", "1");
                            p.setAttribute("b", "2");
                            p.setAttribute("C", "4");
                            p.setAttribute("A", "3");
                            p.removeAttribute("b");
                            p.setAttribute("c", "5");
                            p.setAttribute("d", "6");
                            assertEquals("3", p.attribute("a"));
                            assertEquals(null, p.attribute("b"));
                        },
                        "<p a=0 b=0>"));
    }

    @Test
    void refusesBoundsThatItCannotKeep() {
        assertThrows(
                IllegalArgumentException.class, () -> HtmlRewriter.builder().mostOpenElements(65_536));
        assertThrows(
                IllegalArgumentException.class, () -> HtmlRewriter.builder().mostOpenElements(31));
        String deep = "<b>".repeat(65_000);
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b:first-child", b -> {})
                .mostOpenElements(65_535)
                .build();
        assertEquals(deep, Rewriting.of(rewriter, deep));
    }

    @Test
    void insertsPreparedContentAsIfItWereNot() {
        List<Content> contents = List.of(
                Content.html("<b>&amp;</b>"),
                Content.html("<i>" + "x".repeat(9000) + "</i>"),
                Content.html("<i>\u00e9</i>"),
                Content.text("a < b & \"c\" > d\r\0"),
                Content.text("\u20AC < \ud83d\ude00"));
        for (Content content : contents) {
            assertEquals(
                    with("p", p -> p.prepend(content), "<p>x</p>"),
                    with("p", p -> p.prepend(content.prepared()), "<p>x</p>"));
        }
    }

    @Test
    void setsTheFirstOfDuplicatesAndRemovesAllOfThem() {
        assertEquals("<p a=\"9\" b a=2>", with("p", p -> p.setAttribute("A", "9"), "<p a=1 b a=2>"));
        assertEquals("<p b>", with("p", p -> p.removeAttribute("a"), "<p a=1 b A=2>"));
        assertEquals("<p b=2>", with("p", p -> p.removeAttribute("a"), "<p a='1'b=2>"));
    }

    @Test
    void addsAnAttributeWhereItCannotBecomePartOfAnother() {
        assertEquals("<p a=/x/ z=\"1\">", with("p", p -> p.setAttribute("z", "1"), "<p a=/x/>"));
        assertEquals("<p a= \"\" z=\"1\">", with("p", p -> p.setAttribute("z", "1"), "<p a= >"));
        assertEquals("<br z=\"1\"/>", with("br", p -> p.setAttribute("z", "1"), "<br/>"));
        assertEquals("<p z=\"1\">", with("p", p -> p.setAttribute("z", "1"), "<p>"));
    }

    @Test
    void readsValuesAsABrowserSeesThem() {
        List<String> seen = new ArrayList<>();
        with(
                "a",
                a -> seen.add(a.attribute("HREF") + " " + a.attributes()),
                "<a href='?a=1&copy=2&amp;b&lt;c&notit;&#x80;&#0;' X=\"1\r\n2\" x=3>");
        assertEquals(
                "?a=1&copy=2&b<c&notit;\u20AC\uFFFD [Attribute[name=href, value=?a=1&copy=2&b<c&notit;\u20AC\uFFFD],"
                        + " Attribute[name=x, value=1\n2]]",
                seen.get(0));
    }

    @Test
    void escapesWhatItInsertsForItsPlace() {
        String attack = "\"><script>alert(1)</script>&amp;\r\0";
        assertEquals(
                "<p t=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#13;&#xFFFD;\">"
                        + "\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#13;&#xFFFD;</p>",
                with(
                        "p",
                        p -> {
                            p.setAttribute("t", attack);
                            p.setInner(Content.text(attack));
                        },
                        "<p>old<b>x</b></p>"));
        for (String name : List.of("", "a b", "a>", "a=", "a\"", "a/", "a\n", "<", "'")) {
            assertEquals(
                    "<p>",
                    with(
                            "p",
                            p -> assertThrows(IllegalArgumentException.class, () -> p.setAttribute(name, "x")),
                            "<p>"),
                    name);
        }
    }

    @Test
    void insertsInTheOrderOfTheTree() {
        assertEquals(
                "12<p>65x78</p>4 3 ".replace(" ", ""),
                with(
                        "p",
                        p -> {
                            p.before(Content.text("1"));
                            p.before(Content.text("2"));
                            p.after(Content.text("3"));
                            p.after(Content.text("4"));
                            p.prepend(Content.text("5"));
                            p.prepend(Content.text("6"));
                            p.append(Content.text("7"));
                            p.append(Content.text("8"));
                        },
                        "<p>x</p>"));
    }

    @Test
    void closesWhatThePageLeavesOpenBeforeItAppends() {
        for (String open : List.of("i-b", "my-widget", "MY-long-Widget", "blockquote", "x\u00e9", "x\u00e9lan-vital")) {
            String name = Ascii.lower(open);
            assertEquals(
                    "<div><" + open + ">1</" + name + ">!</div>2",
                    with("div", div -> div.append(Content.text("!")), "<div><" + open + ">1</div>2"));
        }
    }

    @Test
    void removesAndReplaces() {
        assertEquals(
                "a<!--x-->c", with("div", d -> d.replaceWith(Content.html("<!--x-->")), "a<div>b<div>y</div></div>c"));
        assertEquals("ac", with("div", Element::remove, "a<div>b<!--</div>--><div>y</div></div>c"));
        assertEquals("abc", with("div", Element::removeAndKeepContent, "a<div>b</div>c"));
        assertEquals("<ul><li>2</ul>", with("li:first-child", Element::remove, "<ul><li>1<li>2</ul>"));
        assertEquals(
                "<ul><li>1</li>-<li>2</li>-</ul>",
                with("li", li -> li.after(Content.text("-")), "<ul><li>1<li>2</ul>"));
        assertEquals("x", with("img", img -> img.replaceWith(Content.text("x")), "<img src='a>b'>"));
        assertEquals("<img>", with("img", img -> img.append(Content.text("x")), "<img>"));
    }

    @Test
    void laterHandlersSeeWhatEarlierOnesDid() {
        List<String> seen = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> p.setAttribute("a", "1"))
                .on(".x", p -> {
                    seen.add(p.attribute("a") + p.isRemoved());
                    p.remove();
                })
                .on("*", p -> seen.add(String.valueOf(p.isRemoved())))
                .build();
        Rewriting.whole(rewriter, "<body><p class=x>y</p>".getBytes(UTF_8), UTF_8);
        assertEquals(List.of("false", "false", "false", "1false", "true"), seen);
    }

    @Test
    void callsEndTagHandlersWhereAnElementEnds() {
        assertEquals(
                "<div>a[</div>]c<div>d[",
                with(
                        "div",
                        d -> d.onEndTag(end -> {
                            end.before(Content.text("["));
                            if (!end.isImplied()) {
                                end.after(Content.text("]"));
                            }
                        }),
                        "<div>a</div>c<div>d"));
    }

    @Test
    void editsTextAndComments() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onText(
                        "p",
                        chunk -> chunk.replaceWith(Content.html(chunk.text().toUpperCase(java.util.Locale.ROOT))))
                .onComment("p", comment -> {
                    if (comment.text().equals("no")) {
                        comment.remove();
                    } else {
                        comment.setText(comment.text() + "!");
                    }
                })
                .build();
        assertEquals(
                "x<!--a--><p>\u00c9B<b>C</b><!--a!--><title>D</title></p>e",
                Rewriting.of(rewriter, "x<!--a--><p>\u00e9b<b>c</b><!--no--><!--a--><title>d</title></p>e"));
        assertThrows(IllegalArgumentException.class, () -> new Comment("").setText("a --> b"));
    }

    @Test
    void tellsOfDoctypeAndEnd() {
        List<String> seen = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocument(new DocumentHandler() {
                    @Override
                    public void doctype(Doctype doctype) {
                        seen.add(doctype.name() + " " + doctype.publicId());
                        doctype.replaceWith(Content.html("<!doctype html>"));
                    }

                    @Override
                    public void end(DocumentEnd end) {
                        end.append(Content.text("<end>"));
                    }
                })
                .build();
        assertEquals("<!doctype html>x&lt;end&gt;", Rewriting.of(rewriter, "<!DOCTYPE HTML PUBLIC '-//x//'>x"));
        assertEquals("html -//x//", seen.get(0));
    }
}
