package dev.attune.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens when handlers fail, pages are hostile or a charset cannot be read: the page goes out. */
class FaultTest {
    private final List<RuntimeException> reported = new ArrayList<>();

    private String rewrite(HtmlRewriter.Builder builder, String page) {
        return new String(Rewriting.whole(builder.onError(reported::add).build(), page.getBytes(UTF_8), UTF_8), UTF_8);
    }

    @Test
    void aHandlerThatThrowsEndsRewritingAndIsReportedOnce() {
        HtmlRewriter.Builder builder = HtmlRewriter.builder()
                .on("b", b -> b.setAttribute("x", "1"))
                .on("i", i -> {
                    i.remove();
                    throw new IllegalStateException("mine");
                });
        assertEquals(
                "<p><b x=\"1\">1</b><i>2</i><b>3</b><i>4</i>", rewrite(builder, "<p><b>1</b><i>2</i><b>3</b><i>4</i>"));
        assertEquals(1, reported.size());
        assertEquals("mine", reported.get(0).getMessage());
    }

    @Test
    @SuppressWarnings("NullAway")
    void contentThatIsNullFailsInTheHandlerThatAsksForIt() {
        String none = Optional.<String>empty().orElse(null);
        HtmlRewriter.Builder builder = HtmlRewriter.builder()
                .on("b", b -> b.append(Content.html(none)))
                .on("i", i -> i.append(Content.text(none)));
        assertEquals("<p><b>1</b><i>2</i>", rewrite(builder, "<p><b>1</b><i>2</i>"));
        assertEquals(NullPointerException.class, reported.get(0).getClass());
    }

    @Test
    void manyElementsThatOutliveARemovedLinkAreFollowed() {
        HtmlRewriter.Builder builder = HtmlRewriter.builder()
                .on("a", Element::remove)
                .on("p > u", u -> u.setAttribute("x", "1"))
                .on("div > u", u -> u.setAttribute("y", "1"));
        String page = "<body><p><u>1</u></p><a>" + "<div>".repeat(40) + "</a><p><u>2</u></p>";
        assertEquals(
                "<body><p><u x=\"1\">1</u></p>" + "<div>".repeat(40) + "<p><u x=\"1\">2</u></p>",
                rewrite(builder, page));
        assertEquals(List.of(), reported);
    }

    @Test
    void whatTheOutputThrowsIsThrownOnAndNothingFollowsWhatItLost() throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        OutputStream refusesOnce = new OutputStream() {
            private boolean refused;

            @Override
            public void write(int b) {
                if (!refused) {
                    refused = true;
                    throw new IllegalStateException("closed");
                }
                taken.write(b);
            }
        };
        HtmlSink sink = HtmlRewriter.builder()
                .on("b", Element::remove)
                .onError(reported::add)
                .build()
                .open(UTF_8, refusesOnce);
        byte[] page = ("<p>" + "x".repeat(9000) + "<b>y</b>z").getBytes(UTF_8);
        assertThrows(IllegalStateException.class, () -> sink.write(page));
        assertEquals("", taken.toString(UTF_8));
        assertEquals(List.of(), reported);
    }

    @Test
    void aReportThatThrowsDoesNotHurtThePage() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> {
                    throw new IllegalStateException();
                })
                .onError(e -> {
                    throw e;
                })
                .build();
        assertEquals("<b>x", Rewriting.of(rewriter, "<b>x"));
    }

    @Test
    void whatIsBeingRemovedIsRemovedToItsEndWhenAHandlerThrows() {
        HtmlRewriter.Builder late = HtmlRewriter.builder()
                .on("div", Element::remove)
                .on("i", i -> i.setAttribute("x", "1"))
                .on("body", body -> {
                    if (!body.isImplied()) {
                        throw new IllegalStateException("mine");
                    }
                });
        assertEquals("<p></p><body><i>y", rewrite(late, "<p><div>secret<body>secret</div><i>y"));
        HtmlRewriter.Builder end = HtmlRewriter.builder().on("div", div -> {
            div.remove();
            div.onEndTag(tag -> {
                throw new IllegalStateException("mine");
            });
        });
        assertEquals("<p>x</p><b>y</b>", rewrite(end, "<p>x<div>secret</div><b>y</b>"));
        HtmlRewriter.Builder inner = HtmlRewriter.builder()
                .on("div", Element::removeAndKeepContent)
                .on("i", i -> {
                    throw new IllegalStateException("mine");
                });
        assertEquals("<main>x<i>y</i>z</main><div>", rewrite(inner, "<main><div>x<i>y</i>z</div></main><div>"));
        assertEquals(3, reported.size());
    }

    private static String inPieces(HtmlRewriter rewriter, String page) {
        return new String(
                Rewriting.inPieces(rewriter, page.getBytes(UTF_8), UTF_8, new java.util.Random(1), 5_000), UTF_8);
    }

    @Test
    void anEndTagTooLongToBeHeldEndsItsElement() {
        String junk = " x=" + "y".repeat(100_000);
        HtmlRewriter remove = HtmlRewriter.builder()
                .on("div", Element::remove)
                .onError(reported::add)
                .build();
        assertEquals("<body><p>rest", inPieces(remove, "<div>secret</div" + junk + "><p>rest"));
        HtmlRewriter after = HtmlRewriter.builder()
                .on("div, title", e -> e.after(Content.html("<i></i>")))
                .onError(reported::add)
                .build();
        assertEquals("<div></div><i></i>x", inPieces(after, "<div></div" + junk + ">x"));
        assertEquals("<title></title><i></i>x", inPieces(after, "<title></title" + junk + ">x"));
        String untouched = "<b></p" + junk + ">x";
        assertEquals(untouched, inPieces(after, untouched));
        assertEquals(List.of(), reported);
    }

    @Test
    void anElementThatIsKeptPastItsHandlerRefusesToBeUsed() {
        List<Element> kept = new ArrayList<>();
        rewrite(HtmlRewriter.builder().on("b", kept::add), "<b>x");
        org.junit.jupiter.api.Assertions.assertThrows(
                IllegalStateException.class, () -> kept.get(0).remove());
    }

    @Test
    void framesGoThroughFromThereOn() {
        HtmlRewriter.Builder builder = HtmlRewriter.builder().on("b", b -> b.setAttribute("x", "1"));
        assertEquals("<head></head><frameset><b>", rewrite(builder, "<head></head><frameset><b>"));
        assertEquals(1, reported.size());
    }

    @Test
    void aTagTooLongToBeHeldGoesByUnreadAndTheRestIsRewritten() throws IOException {
        String data = "A".repeat(100_000);
        String page = "<div><img class=x src='data:" + data + "'><i class=x>y</i></div>";
        String expected = page.replace("<i class=x>", "<i class=\"z\">");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = HtmlRewriter.builder()
                .on(".x", e -> e.setAttribute("class", "z"))
                .build()
                .open(UTF_8, out)) {
            byte[] bytes = page.getBytes(UTF_8);
            for (int p = 0; p < bytes.length; p += 1000) {
                sink.write(bytes, p, Math.min(1000, bytes.length - p));
                assertTrue(out.size() >= p - 65_536 - 8_192, "no more than the cap is held back");
            }
        }
        assertEquals(expected, out.toString(UTF_8));
    }

    @Test
    void moreOpenElementsThanAllowedEndRewriting() {
        String page = "<a>".repeat(10) + "<div>".repeat(5000) + "<b>";
        HtmlRewriter.Builder builder = HtmlRewriter.builder().on("b", b -> b.setAttribute("x", "1"));
        assertEquals(page, rewrite(builder, page));
        assertEquals(1, reported.size());
    }

    @Test
    void charsetsThatCannotBeReadByteByByteGoThroughUntouched() {
        HtmlRewriter rewriter = HtmlRewriter.builder().on("b", Element::remove).build();
        for (String name : List.of("UTF-16", "UTF-16LE", "ISO-2022-JP", "UTF-32")) {
            byte[] page = "<p><b>\u3042</b>".getBytes(Charset.forName(name));
            org.junit.jupiter.api.Assertions.assertArrayEquals(
                    page, Rewriting.whole(rewriter, page, Charset.forName(name)), name);
        }
        byte[] marked = "\uFEFF<b>x</b>".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);
        org.junit.jupiter.api.Assertions.assertArrayEquals(marked, Rewriting.whole(rewriter, marked, UTF_8));
    }

    @Test
    void insertsInTheCharsetOfThePage() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.setInner(Content.text("\u00e9\u20ac\u3042\ud83d\ude00")))
                .build();
        for (String name :
                List.of("ISO-8859-1", "windows-1252", "UTF-8", "Shift_JIS", "GBK", "Big5", "EUC-JP", "EUC-KR")) {
            Charset charset = Charset.forName(name);
            String out = new String(Rewriting.whole(rewriter, "<p>A<b>x</b>y".getBytes(charset), charset), charset);
            assertEquals(
                    "\u00e9\u20ac\u3042\ud83d\ude00",
                    org.jsoup.Jsoup.parse(out).select("b").text(),
                    name);
        }
    }

    @Test
    void bytesThatLookLikeLettersAreNotComparedAsSuch() {
        Charset charset = Charset.forName("Shift_JIS");
        // The second byte of this katakana is an 'A'.
        byte[] page = "<p class='\u30a2'>x<p class='A'>y".getBytes(charset);
        HtmlRewriter rewriter =
                HtmlRewriter.builder().on("[class$=A]", Element::remove).build();
        assertEquals("<p class='\u30a2'>x</p>", new String(Rewriting.whole(rewriter, page, charset), charset));
    }

    @Test
    void takesTheCharsetFromThePageWhereNobodyDeclaredOne() throws IOException {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("title, b", b -> b.append(Content.text("\u00e9")))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = rewriter.open(out)) {
            sink.write("<title>x</title><meta charset=ISO-8859-1><b>y</b>".getBytes(UTF_8));
        }
        assertEquals(
                "<title>x&#233;</title><meta charset=ISO-8859-1><b>y\u00e9</b>",
                out.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFlushLetsAllGoButAnIncompleteTag() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlSink sink = HtmlRewriter.builder()
                .on("b", b -> b.setAttribute("x", "1"))
                .build()
                .open(UTF_8, out);
        sink.write("<p>text<b".getBytes(UTF_8));
        sink.flush();
        assertEquals("<p>text", out.toString(UTF_8));
        sink.write(">".getBytes(UTF_8));
        sink.flush();
        assertEquals("<p>text<b x=\"1\">", out.toString(UTF_8));
        sink.close();
        sink.close();
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> sink.write('x'));
    }

    @Test
    void theFirstOutputLeavesWithTheFirstChunkOfInput() throws IOException {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("head", h -> h.append(Content.text("x")))
                .on("i", i -> i.setAttribute("x", "1"))
                .build();
        String head = "<!DOCTYPE html><html><head><title>" + "t".repeat(1000) + "</title>";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlSink large = rewriter.open(UTF_8, out);
        large.write(head.getBytes(UTF_8));
        assertEquals(head, out.toString(UTF_8));
        for (int length = 1; length < head.length(); length += 97) {
            out.reset();
            HtmlSink flushed = rewriter.open(UTF_8, out);
            flushed.write(head.substring(0, length).getBytes(UTF_8));
            flushed.flush();
            int left = length - out.size();
            assertTrue(left <= "<title>".length() && (length < 34 || left == 0), length + " in, " + left + " held");
        }
    }

    @Test
    void onceAllRulesHaveRetiredArraysAreHandedOnAsTheyAre() throws IOException {
        List<byte[]> arrays = new ArrayList<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                arrays.add(bytes);
            }
        };
        HtmlSink sink = HtmlRewriter.builder()
                .on("head", h -> h.append(Content.text("x")))
                .onFirst("#a", a -> a.setAttribute("x", "1"))
                .build()
                .open(UTF_8, out);
        sink.write("<head></head><p id=a><p id=a>".getBytes(UTF_8));
        sink.flush();
        byte[] rest = "<p id=a>".repeat(200).getBytes(UTF_8);
        sink.write(rest);
        assertTrue(arrays.get(arrays.size() - 1) == rest);
        sink.close();
    }
}
