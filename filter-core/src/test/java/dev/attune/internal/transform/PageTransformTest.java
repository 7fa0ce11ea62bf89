package dev.attune.internal.transform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Edit;
import dev.attune.decision.Edit.Action;
import dev.attune.decision.Template;
import dev.attune.html.HtmlRewriter;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real pages through the real rewriter, each of them split at random places too. */
class PageTransformTest {
    private static final String PAGE = """
        <!DOCTYPE html>
        <html><head><title>Shop</title></head>
        <body class="home" style="margin: 0">
        <h1 id="greeting">Welcome</h1>
        <p class="lead big">Our <b>best</b> prices.</p>
        <a id="more" href="/all">More</a><iframe id="frame" src="/frame"></iframe>
        <script id="code">var plan = '';</script>
        </body></html>
        """;

    private static final ScriptPolicy OPEN = ScriptPolicy.unrestricted();

    @Test
    void putsDataAndScriptFirstInTheHead() {
        String page = page(traits(Map.of("shouldShowConsent", true)), OPEN);
        assertEquals(
                PAGE.replace(
                        "<head>",
                        "<head><script type=\"application/json\" id=\"attune-traits\""
                                + " data-attune=\"/shop/attune/\">{\"shouldShowConsent\":true}</script>"
                                + "<script>" + ClientScript.get().source() + "</script>"),
                page);
    }

    @Test
    void putsThemIntoAPageThatHasNoHeadTag() {
        Document page = Jsoup.parse(rewrite("<!DOCTYPE html><title>Shop</title><p>Hello", traits(Map.of()), OPEN));
        assertEquals(2, page.select("head > script").size());
        assertEquals("attune-traits", page.head().child(0).id());
    }

    @Test
    void saysThatNothingIsKnown() {
        assertTrue(page(traits(Map.of()), OPEN).contains("data-attune=\"/shop/attune/\">{}</script>"));
    }

    @Test
    void namesTheScriptsUrlWhereInlineScriptIsNotAllowed() {
        String page = page(traits(Map.of()), new ScriptPolicy(null, null, false, true, false, false));
        assertTrue(page.contains(
                "<script src=\"/shop/attune/client.js?v=" + ClientScript.get().version() + "\"></script>"));
        assertFalse(page.contains(ClientScript.get().source()));
    }

    @Test
    void givesTheScriptTheNonce() {
        String page = page(traits(Map.of()), new ScriptPolicy("abc+/=", null, false, false, false, false));
        assertTrue(
                page.contains("<script nonce=\"abc+/=\">" + ClientScript.get().source()));
    }

    @Test
    void aPageThatMayNeverBeSeenCarriesTheTokenInTheHead() {
        Decision nothing = new Decision("/home-eu", null, null, List.of());
        String inline = seen(nothing, seenBy("t0k-e_n", OPEN));
        assertTrue(
                inline.contains("<head><script data-to=\"/shop/attune/seen\" data-token=\"t0k-e_n\">"
                        + ClientScript.seen().source() + "</script><title>"),
                inline);
        String external = seen(nothing, seenBy("t", new ScriptPolicy(null, null, false, true, false, false)));
        assertTrue(
                external.contains("<script data-to=\"/shop/attune/seen\" data-token=\"t\" src=\"/shop/attune/seen.js?v="
                        + ClientScript.seen().version() + "\"></script>"),
                external);
        assertEquals(PAGE, seen(nothing, seenBy("t", new ScriptPolicy(null, null, false, false, true, true))));
    }

    @Test
    void theTokenStandsBehindTheTraits() {
        String page = seen(traits(Map.of()), seenBy("t", new ScriptPolicy("abc", null, false, false, true, true)));
        Document document = Jsoup.parse(page);
        assertEquals("attune-traits", document.head().child(0).id());
        assertEquals("t", document.head().child(2).attr("data-token"));
        assertEquals("abc", document.head().child(2).attr("nonce"));
    }

    @Test
    void addsNothingWhereNothingWouldRun() {
        ScriptPolicy nothing = new ScriptPolicy(null, null, false, false, false, false);
        Decision decision = new Decision(null, Map.of("secret", "x"), "teal", List.of());
        assertNull(new PageTransform(List.of(), "/client.js").rewriterFor(decision, nothing, PageTransformTest::fail));
    }

    @Test
    void hasNothingToDoWithoutRules() {
        Decision decision = new Decision("/home-eu", null, null, List.of());
        assertNull(new PageTransform(List.of(), "/client.js").rewriterFor(decision, OPEN, PageTransformTest::fail));
    }

    @ParameterizedTest
    @MethodSource("dev.attune.internal.transform.HostileValues#all")
    void noTraitLeavesTheDataBlockInAnyEncoding(String value) {
        for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
            String page = rewrite(PAGE, charset, traits(Map.of("x", value)), OPEN, List.of());
            Document document = Jsoup.parse(page);
            assertEquals(3, document.select("script").size());
            assertEquals("Welcome", document.select("#greeting").text());
            String data = document.expectFirst("#attune-traits").data();
            try (JsonReader reader = Json.createReader(new StringReader(data))) {
                assertEquals(value, reader.readObject().getString("x"));
            }
        }
    }

    @Test
    void coloursThePage() {
        assertEquals(
                PAGE.replace(
                        "<head>",
                        "<head><style>:root{--attune-page-color:teal;--attune-page-text:#ffffff}"
                                + ":root,body{background:teal!important;color:#ffffff!important}</style>"),
                page(color(" Teal "), OPEN));
        assertEquals(
                PAGE.replace(
                        "<head>",
                        "<head><style nonce=\"n\">:root{--attune-page-color:#ffccaa;--attune-page-text:#000000}"
                                + ":root,body{background:#ffccaa!important;color:#000000!important}</style>"),
                page(color("#fca"), new ScriptPolicy(null, "n", false, false, false, false)));
    }

    @Test
    void keepsTheStyleThatTheBodyHasWhereOnlyStyleAttributesAreAllowed() {
        assertEquals(
                PAGE.replace(
                        "style=\"margin: 0\"",
                        "style=\"--attune-page-color:teal;--attune-page-text:#ffffff;"
                                + "background:teal!important;color:#ffffff!important;margin: 0\""),
                page(color("teal"), new ScriptPolicy(null, null, true, true, false, true)));
    }

    @ParameterizedTest
    @MethodSource("dev.attune.internal.transform.HostileValues#all")
    void noTraitIsAColour(String value) {
        Decision decision = color(value);
        assertNull(new PageTransform(List.of(), "/client.js").rewriterFor(decision, OPEN, PageTransformTest::fail));
    }

    @Test
    void doesEachKindOfEdit() {
        assertEdit(
                "<h1 id=\"greeting\">Hello J &amp; Zoë!</h1>", edit("#greeting", Action.TEXT, "Hello {n}!"), "J & Zoë");
        assertEdit(
                "<h1 id=\"greeting\"><b title=\"&lt;\">&lt;</b></h1>",
                edit("#greeting", Action.HTML, "<b title=\"{n}\">{n}</b>"),
                "<",
                "<");
        assertEdit("<a id=\"more\" href=\"/all?q=a%26b\">", attribute("#more", "href", "/all?q={q}"), "a&b");
        assertEdit(
                "<p class=\"lead big plan-pro-plus\">", edit(".lead", Action.ADD_CLASS, "plan-{plan} big"), "pro plus");
        assertEdit("<p class=\"lead\">", edit(".lead", Action.REMOVE_CLASS, "{c} none"), "big");
        assertEdit("prices.</p>\n<iframe", edit("#more", Action.REMOVE, ""));
        assertEdit("<i>Zoë</i><h1 id", edit("#greeting", Action.BEFORE, "<i>{n}</i>"), "Zoë");
        assertEdit("</h1><i>Zoë</i>", edit("#greeting", Action.AFTER, "<i>{n}</i>"), "Zoë");
        assertEdit("\"greeting\"><i>Zoë</i>Welcome", edit("#greeting", Action.PREPEND, "<i>{n}</i>"), "Zoë");
        assertEdit("Welcome<i>{Zoë}</i></h1>", edit("#greeting", Action.APPEND, "<i>{{{n}}}</i>"), "Zoë");
    }

    @Test
    void leavesAnElementAloneWhereAPlaceholderHasNoValue() {
        assertUntouched(edit("#greeting", Action.TEXT, "Hello {first} {last}"), "Zoë", "");
        assertUntouched(edit("#greeting", Action.TEXT, "{first}"), " ");
        assertUntouched(attribute("#more", "href", "{url}"), "javascript:alert(1)");
        assertUntouched(attribute("#more", "href", "/a/{part}/b"), "..");
        assertUntouched(attribute("#more", "style", "color:{c}"), "red;background:url(x)");
    }

    @Test
    void leavesAnElementAloneOnWhichThePlaceholderIsNotSafe() {
        assertUntouched(edit("#code", Action.TEXT, "var plan = {plan}"), "alert(1)");
        assertUntouched(edit("#code", Action.APPEND, "{plan}"), "alert(1)");
        assertUntouched(edit("#frame", Action.HTML, "{plan}"), "alert(1)");
        assertUntouched(attribute("#code", "src", "/a/{x}.js"), "b");
        assertUntouched(attribute("#frame", "src", "{url}"), "https://example.com/");
        assertEdit("<iframe id=\"frame\" src=\"/frame/b\">", attribute("#frame", "src", "/frame/{x}"), "b");
    }

    @ParameterizedTest
    @MethodSource("dev.attune.internal.transform.HostileValues#all")
    void noTraitLeavesItsPlace(String value) {
        List<Edit> edits = List.of(
                edit("#greeting", Action.TEXT, "a{x}"),
                edit(".lead", Action.HTML, "<i title=\"{x}\" class='{x}'>{x}</i>"),
                edit("#more", Action.AFTER, "<a id=new href=\"/q?{x}\"></a>"),
                edit("#more", Action.BEFORE, "<a id=start href=\"{x}\"></a>"),
                attribute("#more", "title", "{x}"),
                attribute("#more", "href", "{x}"),
                attribute("body", "style", "width:{x}"),
                edit("body", Action.ADD_CLASS, "c{x}"));
        List<AppliedEdit> applied = edits.stream()
                .map(edit -> new AppliedEdit(edit, Collections.nCopies(holes(edit), value)))
                .toList();
        for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
            Decision decision = new Decision(null, null, null, applied);
            Document page = Jsoup.parse(rewrite(PAGE, charset, decision, OPEN, edits));
            assertEquals(1, page.select("script").size(), page::outerHtml);
            assertEquals(0, page.select("img, svg, base").size(), page::outerHtml);
            for (Element element : page.getAllElements()) {
                assertTrue(
                        element.attributes().asList().stream()
                                .allMatch(a -> a.getKey().matches("id|class|style|title|href|src")),
                        element::outerHtml);
                assertFalse(element.attr("href").matches("(?is)\\s*(javascript|data|vbscript):.*"), element::outerHtml);
                assertFalse(element.attr("style").matches("(?s).*[;}(].*"), element::outerHtml);
            }
            if (UTF_8.newEncoder().canEncode(value) && value.indexOf(0) < 0) {
                String text = page.expectFirst("#greeting").wholeText();
                assertEquals("a" + value.replace("\r\n", "\n"), text);
            }
        }
    }

    @Test
    void appliesSeveralEditsToOneElement() {
        Edit first = edit("#greeting", Action.ADD_CLASS, "a");
        Edit second = edit("h1", Action.ADD_CLASS, "b");
        Decision decision = decision(new AppliedEdit(first, List.of()), new AppliedEdit(second, List.of()));
        assertTrue(rewrite(PAGE, UTF_8, decision, OPEN, List.of(first, second)).contains("class=\"a b\""));
    }

    @Test
    void refusesAnEditThatWasNotCompiled() {
        PageTransform transform = new PageTransform(List.of(), "/client.js");
        Decision decision = decision(new AppliedEdit(edit("p", Action.REMOVE, ""), List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> transform.rewriterFor(decision, OPEN, PageTransformTest::fail));
    }

    @Test
    void noScriptHoldsWhatEndsItsElement() {
        for (ClientScript script : List.of(
                ClientScript.get(),
                ClientScript.seen(),
                ClientScript.late(),
                ClientScript.id(),
                ClientScript.snippet())) {
            String source = script.source();
            assertFalse(source.contains("</") || source.contains("<!--"), source);
            assertTrue(source.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)));
            assertTrue(source.length() < 3400, "grew to " + source.length());
            assertTrue(script.etag().matches("\"[0-9a-f]{16}\""));
        }
    }

    @Test
    void blocksGoToTheEndOfTheHeadWithThePagesNonceOrNotAtAll() {
        Edit style = Edit.style("h1 { color: red }");
        Edit script = Edit.script("if (a < b) { c() }");
        List<Edit> edits = List.of(style, script);
        Decision decision = decision(new AppliedEdit(style, List.of()), new AppliedEdit(script, List.of()));
        String html = "<!doctype html><head><title>a</title></head><body></body>";

        assertEquals(
                "<!doctype html><head><title>a</title><style>h1 { color: red }</style>"
                        + "<script>if (a < b) { c() }</script></head><body></body>",
                rewrite(html, UTF_8, decision, OPEN, edits));
        assertEquals(
                "<!doctype html><head><title>a</title><style nonce=\"s\">h1 { color: red }</style>"
                        + "<script nonce=\"n\">if (a < b) { c() }</script></head><body></body>",
                rewrite(html, UTF_8, decision, new ScriptPolicy("n", "s", false, false, false, false), edits));
        assertEquals(
                html, rewrite(html, UTF_8, decision, new ScriptPolicy(null, null, false, true, false, false), edits));
    }

    @Test
    void aBlockThatWouldEndOrHideItselfIsRefused() {
        for (Edit edit : List.of(
                Edit.style("a {} </STYLE>"),
                Edit.script("</script >"),
                Edit.script("x = '<!--<script>'"),
                Edit.script("y = '<SCRIPT'"))) {
            assertThrows(IllegalArgumentException.class, () -> PageTransform.check(edit), edit.value());
        }
    }

    @Test
    void aValueGoesToTheEndOfAnAttribute() {
        String html = "<a href=\"/a\" title=\"Tea\">x</a><a>y</a>";
        Edit url = Edit.appendAttribute("a", "href", "?ref={ref}");
        Edit title = Edit.appendAttribute("a", "title", ", {x}");
        String page = rewrite(
                html,
                UTF_8,
                decision(new AppliedEdit(url, List.of("a b&c:/")), new AppliedEdit(title, List.of("green"))),
                OPEN,
                List.of(url, title));
        assertTrue(page.contains("href=\"/a?ref=a%20b%26c%3A%2F\""), page);
        assertTrue(page.contains("title=\"Tea, green\""), page);
        assertThrows(
                IllegalArgumentException.class, () -> PageTransform.check(Edit.appendAttribute("a", "onclick", "{x}")));
    }

    private static void assertEdit(String expected, Edit edit, String... values) {
        String page = rewrite(PAGE, UTF_8, decision(new AppliedEdit(edit, List.of(values))), OPEN, List.of(edit));
        assertTrue(page.contains(expected), page);
    }

    private static void assertUntouched(Edit edit, String... values) {
        assertEquals(PAGE, rewrite(PAGE, UTF_8, decision(new AppliedEdit(edit, List.of(values))), OPEN, List.of(edit)));
    }

    private static Edit edit(String select, Action action, String value) {
        return new Edit(select, action, null, value);
    }

    private static Edit attribute(String select, String name, String value) {
        return new Edit(select, Action.ATTRIBUTE, name, value);
    }

    private static int holes(Edit edit) {
        return Template.parse(edit.value()).traits().size();
    }

    private static Decision decision(AppliedEdit... edits) {
        return new Decision(null, null, null, List.of(edits));
    }

    private static Decision traits(Map<String, Object> traits) {
        return new Decision(null, traits, null, List.of());
    }

    private static Decision color(String color) {
        return new Decision(null, null, color, List.of());
    }

    private static PageScript seenBy(String token, ScriptPolicy policy) {
        return new PageScript(PageScripts.Kind.SEEN, Map.of("to", "/shop/attune/seen", "token", token), policy);
    }

    private static String seen(Decision decision, PageScript script) {
        HtmlRewriter rewriter = new PageTransform(List.of(), "/shop/attune/client.js")
                .rewriterFor(decision, null, List.of(script), OPEN, PageTransformTest::fail);
        if (rewriter == null) {
            return PAGE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sink = rewriter.open(UTF_8, out)) {
            sink.write(PAGE.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    private static String page(Decision decision, ScriptPolicy policy) {
        return rewrite(PAGE, decision, policy);
    }

    private static String rewrite(String html, Decision decision, ScriptPolicy policy) {
        return rewrite(html, UTF_8, decision, policy, List.of());
    }

    private static String rewrite(
            String html, Charset charset, Decision decision, ScriptPolicy policy, List<Edit> edits) {
        PageTransform transform = new PageTransform(edits, "/shop/attune/client.js");
        byte[] page = html.getBytes(charset);
        byte[] whole = rewrite(page, charset, transform, decision, policy, null);
        long seed = System.nanoTime();
        byte[] split = rewrite(page, charset, transform, decision, policy, new Random(seed));
        assertEquals(new String(whole, charset), new String(split, charset), "split with seed " + seed);
        return new String(whole, charset);
    }

    private static byte[] rewrite(
            byte[] page,
            Charset charset,
            PageTransform transform,
            Decision decision,
            ScriptPolicy policy,
            @Nullable Random random) {
        HtmlRewriter rewriter = transform.rewriterFor(decision, policy, PageTransformTest::fail);
        if (rewriter == null) {
            return page;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sink = rewriter.open(charset, out)) {
            int at = 0;
            while (at < page.length) {
                int length = random == null ? page.length : Math.min(page.length - at, 1 + random.nextInt(9));
                sink.write(page, at, length);
                at += length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void fail(RuntimeException failure) {
        throw new AssertionError(failure);
    }
}
