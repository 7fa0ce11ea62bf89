package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tag means where browsers have an opinion of their own, at every split of the page. */
class PageTreeTest {
    private static final Content MARK = Content.html("<i></i>");

    private static String edited(String selector, ElementHandler handler, String page) {
        return Rewriting.atEverySplit(
                HtmlRewriter.builder().on(selector, handler).build(), page);
    }

    private static String after(String selector, String page) {
        return edited(selector, e -> e.after(MARK), page);
    }

    private static String append(String selector, String page) {
        return edited(selector, e -> e.append(MARK), page);
    }

    private static String remove(String selector, String page) {
        return edited(selector, Element::remove, page);
    }

    private static void addPro(Element element) {
        String there = element.attribute("class");
        element.setAttribute("class", there == null ? "pro" : there + " pro");
    }

    private static String pro(String selector, String page) {
        return edited(selector, PageTreeTest::addPro, page);
    }

    @Test
    void anOptgroupOrARuleEndsAnOpenOption() {
        assertEquals(
                "<select><optgroup label=x></select>",
                remove("option", "<select><option>a<optgroup label=x><option>b</select>"));
        assertEquals("<select><hr></select>", remove("option", "<select><option>a<hr><option>b</select>"));
        assertEquals(
                "<select><optgroup><option>a</option><i></i><hr></select>",
                after("option", "<select><optgroup><option>a<hr></select>"));
        assertEquals(
                "<select><optgroup class=\"pro\"></select>", pro("select > optgroup", "<select><optgroup></select>"));
    }

    @Test
    void theEndOfTheBodyCountsOnlyWhereNothingElseIsOpen() {
        assertEquals(
                "<body><div id=main>one</body></html><p>two</p></div><p>three</p><i></i>",
                append("body", "<body><div id=main>one</body></html><p>two</p></div><p>three"));
        assertEquals(
                "<body><table><tr><td>one</body></html><tr><td>two</table><i></i>",
                append("body", "<body><table><tr><td>one</body></html><tr><td>two</table>"));
        assertEquals(
                "<body><svg><foreignObject></body>x</foreignObject><path/></svg><p>y</p><i></i>",
                append("body", "<body><svg><foreignObject></body>x</foreignObject><path/></svg><p>y</p>"));
        assertEquals("<body><p>x</p><i></i></body></html>", append("body", "<body><p>x</p></body></html>"));
    }

    @Test
    void aPageOfFramesKeepsItsFrames() {
        for (String before :
                List.of("<noscript><img></noscript>", "<div>", "<p>", "<svg></svg>", "<param>", "</body>")) {
            String page = "<head></head>" + before + "<frameset><frame src=a></frameset>";
            assertEquals(page, pro("body", page));
            assertEquals(page, edited("body", e -> e.prepend(MARK), page));
            assertEquals(page, append("body", page));
        }
        assertEquals(
                "<head></head><body><i></i><div>x<frameset>",
                edited("body", e -> e.prepend(MARK), "<head></head><div>x<frameset>"));
    }

    @Test
    void whatIsRemovedStaysRemovedWhereNotEverythingCanBeFollowed() {
        assertEquals(
                "<body>rest",
                remove(
                        "#old",
                        "<body><div id=old>secret 1<select><option><svg></svg>x</option></select>secret 2</div>rest"));
        String deep = "<div>".repeat(5000) + "secret" + "</div>".repeat(5000);
        HtmlRewriter rewriter =
                HtmlRewriter.builder().on("#old", Element::remove).build();
        assertEquals("<body><p>rest", Rewriting.of(rewriter, "<body><div id=old>" + deep + "</div><p>rest"));
    }

    @Test
    void whatIsAppendedToTheBodyIsInNoFormattingThatThePageLeavesOpen() {
        assertEquals(
                "<body><p>x <a href=y>link<p>z</body></html></p></a><body><i></i>",
                append("body", "<body><p>x <a href=y>link<p>z</body></html>"));
        for (String name : List.of("b", "font", "i", "nobr")) {
            assertEquals("<body><" + name + ">x</" + name + "><i></i>", append("body", "<body><" + name + ">x"));
        }
        assertEquals("<table><tr><td><b>x</b><i></i></table>", append("td", "<table><tr><td><b>x</table>"));
    }

    @Test
    void aPageThatEndsInATitleGetsMarkupBehindIt() {
        assertEquals(
                "<html><head><title>abc</title></head><body><i></i>",
                edited("body", e -> e.prepend(MARK), "<html><head><title>abc"));
        assertEquals(
                "<html><head><style>abc</style></head><body class=\"pro\">", pro("body", "<html><head><style>abc"));
        assertEquals(
                "<title>abc</titl</title></head><body><i></i>",
                edited("body", e -> e.prepend(MARK), "<title>abc</titl"));
    }

    @Test
    void aSelectInsideOfASelectEndsIt() {
        assertEquals(
                "<body><select><option>a</option><select><i></i>b",
                after("select", "<body><select><option>a<select>b"));
    }

    @Test
    void whatStandsBeforeAnImpliedElementIsInNoOtherOne() {
        assertEquals(
                "<table><caption>c</caption><i></i><tr><td>x</table>",
                edited("tbody", e -> e.before(MARK), "<table><caption>c<tr><td>x</table>"));
    }

    @Test
    void partsOfRubyEndAParagraph() {
        assertEquals("<ruby><p>a<rt>b</rt><i></i>", append("ruby", "<ruby><p>a<rt>b"));
        assertEquals("<ruby><rtc>a</rtc><i></i><rb>b", after("rtc", "<ruby><rtc>a<rb>b"));
    }

    @Test
    void rulesForTextAndCommentsOfTheBodyGoOnBehindItsEndTag() {
        List<String> texts = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onText("body", chunk -> {
                    if (chunk.isLast()) {
                        chunk.after(Content.text("!"));
                    }
                })
                .onComment("html", comment -> texts.add(comment.text()))
                .build();
        assertEquals(
                "<body>a!</body>b!<p>c!</p><!--d-->",
                Rewriting.atEverySplit(rewriter, "<body>a</body>b<p>c</p><!--d-->"));
    }

    @Test
    void partsOfTablesStandRightInsideOfATemplate() {
        assertEquals(
                "<template><tr></tr><td class=\"pro\"></td></template>",
                pro("tr > td", "<template><tr></tr><td></td></template>"));
        assertEquals(
                "<template><td class=\"pro\"></td><tbody><td class=\"pro\"></template>",
                pro("td", "<template><td></td><tbody><td></template>"));
        assertEquals("<template><td></td><tbody></template>", pro("tbody", "<template><td></td><tbody></template>"));
        assertEquals("<template><div></div></template></head><body class=\"pro\">", pro("body", "<template><div>"));
    }

    @Test
    void attributesOfABodyWithoutATagMeetThoseOfATagThatComesLate() {
        for (String before : List.of(
                "</head><noscript><img></noscript>",
                "<img>",
                "<header></header>",
                "<x-y></x-y>",
                "text",
                "<esi:x/>",
                "</br>")) {
            assertEquals(before + "<body class=\"home pro\"><p>x", pro("body", before + "<body class=\"home\"><p>x"));
        }
        assertEquals("<p>x</p><body class=\"pro\">", pro("body", "<p>x"));
        assertEquals("<title>x</title><html lang=en class=\"pro\">y", pro("html", "<title>x</title><html lang=en>y"));
        assertEquals("<p>x<body class=home><p class=\"pro\">y", pro("body.home p", "<p>x<body class=home><p>y"));
    }

    @Test
    void removingContentLeavesEndTagsOfOthersIn() {
        assertEquals(
                "<form id=f></form><form id=g><input>",
                remove("#t", "<form id=f><div id=t>x</form></div><form id=g><input>"));
        assertEquals("<b></b><p>rest", remove("#t", "<b><p id=t>x</b>y</p><p>rest"));
        assertEquals("<a href></a><p>rest", remove("#t", "<a href><div id=t>x</a></div><p>rest"));
        assertEquals(
                "<form><span id=w><i></i></form></span><p>",
                edited("#w", e -> e.setInner(MARK), "<form><span id=w>before</form>after</span><p>"));
        assertEquals("<body><p>y</p><p>z", remove("#t", "<b id=t><p>x</b>y</p><p>z"));
        assertEquals("<div></div><p>z", remove("#t", "<div><form id=t><b>x</form>y</b></div><p>z"));
    }

    @Test
    void aFormRightInsideOfATableIsEmpty() {
        assertEquals("<table><form><tr><td>x</table>", append("form", "<table><form><tr><td>x</table>"));
        assertEquals("<table><form><i></i><tr><td>x</table>", after("form", "<table><form><tr><td>x</table>"));
    }

    @Test
    void anEndTagOfABreakIsABreak() {
        assertEquals("x<br class=\"pro\">y", pro("br", "x</br>y"));
        assertEquals("<body>x</br><br class=\"pro\">", pro("br:nth-child(2)", "<body>x</br><br>"));
    }

    @Test
    void onlyAHiddenInputStandsRightInsideOfATable() {
        assertEquals("<table><input></table>", pro("table > input", "<table><input></table>"));
        assertEquals(
                "<table><input type=hidden class=\"pro\"></table>",
                pro("table > input", "<table><input type=hidden></table>"));
    }

    @Test
    void theLastBytesOfAPageAreItsText() {
        assertEquals("<body>a&lt;<i></i>", append("body", "<body>a<"));
        assertEquals("<body>", remove("p", "<body><p>a<"));
        assertEquals("<!", append("body", "<!"));
        assertEquals("<body><i></i>", edited("div", e -> e.replaceWith(MARK), "<body><div><plaintext>x"));
    }

    @Test
    void aCommentBehindTheBodyIsNotPartOfWhatIsRemovedInIt() {
        assertEquals("<body></body><!--c-->", remove("div", "<body><div>x</body><!--c-->"));
    }

    @Test
    void whatStandsBesideAnElementIsOutsideOfTheHeadAndTheBodyThatItImplies() {
        assertEquals("<html><i></i><p>", edited("head", e -> e.before(MARK), "<p>"));
        for (Content script : List.of(
                Content.html("<script>1</script>"),
                Content.html("<script>1</script>").prepared())) {
            assertEquals("<script>1</script><p>", edited("head", e -> e.before(script), "<p>"));
        }
        assertEquals("</head><i></i><p>", after("head", "<p>"));
        assertEquals("</head><i></i><p>", edited("body", e -> e.before(MARK), "<p>"));
        assertEquals("<body><i></i><p>", edited("p", e -> e.before(MARK), "<p>"));
        assertEquals("<head></head><i></i>x", edited("body", e -> e.before(MARK), "<head>x"));
        assertEquals("</body><i></i><di", after("body", "<di"));
    }

    @Test
    void whatIsAppendedToTheHeadStandsBeforeTheTextThatEndsThePage() {
        for (String page : List.of("<", "</")) {
            assertEquals("<head><i></i>" + page, append("head", page));
            assertEquals("</head><i></i>" + page, after("head", page));
        }
        assertEquals("&lt;</body><i></i>", after("body", "<"));
    }

    @Test
    void whatFollowsForeignContentThatIsOpenAtTheEndOfTheBodyIsInTheBody() {
        assertEquals("<svg></body></html></svg><body><i></i><p>", after("svg", "<svg></body></html><p>"));
        assertEquals("<svg></body></svg><body><i></i>", after("svg", "<svg></body></svg>"));
    }

    @Test
    void noRuleTakesTheFramesFromAPageThatGetsThem() {
        String page = "<p class=k><b></b><input type=hidden><frameset><frame>";
        for (ElementHandler edit : List.<ElementHandler>of(
                e -> e.before(MARK), e -> e.after(MARK), e -> e.append(Content.text("x")), Element::remove)) {
            assertEquals(page, edited("p", edit, page));
            assertEquals(page, edited("b", edit, page));
            assertEquals(page, edited("input", edit, page));
        }
        assertEquals("<html>\0<frameset>", edited("body", e -> e.prepend(MARK), "<html>\0<frameset>"));
    }

    @Test
    void aFramesetThatIsIgnoredStaysSoWhereWhatMadeItSoIsTakenAway() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("img, select", Element::remove)
                .on("input", input -> input.setAttribute("type", "hidden"))
                .onText("i", TextChunk::remove)
                .build();
        assertEquals("<p>", Rewriting.atEverySplit(rewriter, "<p><img><frameset>"));
        assertEquals("<p>", Rewriting.atEverySplit(rewriter, "<p><select><br></select><frameset>"));
        assertEquals("<p><i></i>", Rewriting.atEverySplit(rewriter, "<p><i>x</i><frameset>"));
        assertEquals("<p><input type=\"hidden\">", Rewriting.atEverySplit(rewriter, "<p><input><frameset>"));
        String untouched = "<p><br><frameset>";
        assertEquals(untouched, Rewriting.atEverySplit(rewriter, untouched));
    }

    @Test
    void aBodyThatIsRemovedLeavesNoTagThatComesLate() {
        assertEquals("</head>", remove("body", "<body><p>x<body class=k>y"));
        assertEquals("</head>", remove("body", "<p>x<body class=k>y"));
    }

    @Test
    void theHeadThatIsReplacedTakesWithItWhatBrowsersAddToItLater() {
        assertEquals(
                "<head><i></i></head> <p>x<title>z</title>",
                edited(
                        "head",
                        e -> e.setInner(MARK),
                        "<head><meta></head> <title>y</title><link><p>x<title>z</title>"));
        assertEquals("<html><p>x", remove("head", "<head></head><template><p></template><script>y</script><p>x"));
    }

    @Test
    void attributesInsideOfRemovedForeignContentStillReachHtmlAndTheBody() {
        assertEquals(
                "<svg></svg><p>x</p><html lang=\"en\">", remove("desc", "<svg><desc><html lang=en></desc></svg><p>x"));
        assertEquals("<body><html lang=en><p>x", remove("svg", "<svg><desc><html lang=en></desc></svg><p>x"));
    }

    @Test
    void aFormThatIsIgnoredEndsNoParagraph() {
        assertEquals("<form><p class=\"pro\"><form><b class=\"pro\">x", pro("form > p, p > b", "<form><p><form><b>x"));
    }

    @Test
    void theEndTagOfATableEndsPartsOfATableInATemplate() {
        assertEquals(
                "<template><caption><b></b></caption><i></i></table><svg></template>",
                after("caption", "<template><caption><b></b></table><svg></template>"));
        assertEquals(
                "<template><td></td><table></table></template>",
                pro("table", "<template><td></td><table></table></template>"));
    }

    @Test
    void theEndTagOfTheBodyBehindThatOfHtmlIsTheLastOneOfTheTwo() {
        assertEquals(
                "<form></body><!--c-->",
                edited("form", e -> e.setInner(Content.html("")), "<form></html></body><!--c-->"));
    }

    @Test
    void textGoesOnThroughASectionOfCharacterData() {
        List<String> ends = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onText("svg", chunk -> {
                    if (chunk.isLast()) {
                        chunk.after(Content.html("<!--end-->"));
                    }
                    ends.add(chunk.text());
                })
                .build();
        String page = "<svg>a<![CDATA[b]]]>c<g></g>d<![CDATA[e]]></svg>";
        assertEquals(
                "<svg>a<![CDATA[b]]]>c<!--end--><g></g>d<![CDATA[e]]><!--end--></svg>",
                Rewriting.atEverySplit(rewriter, page));
        ends.clear();
        Rewriting.whole(
                rewriter,
                page.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8);
        assertEquals("ab]cde", String.join("", ends));
    }

    @Test
    void whatIsInsertedIntoASectionOfCharacterDataIsMarkup() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onText("svg", chunk -> {
                    if (!chunk.text().isEmpty()) {
                        chunk.replaceWith(
                                Content.html("<g/>".repeat(chunk.text().length())));
                    }
                })
                .build();
        assertEquals(
                "<svg><g/><![CDATA[]]><g/><![CDATA[]]></svg>",
                Rewriting.of(rewriter, "<svg>a<![CDATA[b]]></svg>").replaceAll("(<!\\[CDATA\\[\\]\\]>)+", "$1"));
    }

    @Test
    void endHandlersThatDoNothingLeaveThePageAsItIs() {
        assertEquals("<p>a", edited("*", e -> e.onEndTag(tag -> {}), "<p>a"));
    }
}
