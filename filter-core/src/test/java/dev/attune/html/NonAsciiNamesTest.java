package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names beyond ASCII, in charsets that have other bytes for them than UTF-8. */
class NonAsciiNamesTest {
    private static final String CHARSETS = """
            UTF-8, größe
            windows-1252, größe
            ISO-8859-1, größe
            ISO-8859-15, größe
            windows-1251, размер
            KOI8-R, размер
            KOI8-U, размер
            x-MacCyrillic, размер
            ISO-8859-7, μέγεθος
            windows-1255, גודל
            windows-874, ขนาด
            Shift_JIS, サイズ大
            windows-31j, アイ名
            EUC-JP, サイズ大
            GBK, 尺寸大
            GB18030, 尺寸大
            Big5, 尺寸大
            EUC-KR, 크기
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CHARSETS)
    void attributesAreFoundReadChangedAndRemoved(Charset charset, String name) {
        List<String> seen = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> seen.add(p.attribute(name)))
                .on("p[" + name + "]", p -> p.setAttribute(name, "2"))
                .on("[" + name + "='3']", p -> p.removeAttribute(name))
                .on("[x" + name + "]", p -> p.setAttribute("y" + name, "4"))
                .build();
        assertEquals(
                "<p " + name + "=\"2\"><i>a</i><b id=x X" + name + " y" + name + "=\"4\">",
                Rewriting.of(rewriter, "<p " + name + "=1><i " + name + "=\"3\">a</i><b id=x X" + name + ">", charset));
        assertEquals("1", seen.get(0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CHARSETS)
    void theFirstOfTwoAttributesCounts(Charset charset, String name) {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on(
                        "p",
                        p -> assertEquals(
                                List.of(new Element.Attribute(name, "1"), new Element.Attribute("x", "")),
                                p.attributes()))
                .build();
        String page = "<p " + name + "=1 x " + name + "=2>";
        assertEquals(page, Rewriting.of(rewriter, page, charset));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CHARSETS)
    void tagsAndClassesMatch(Charset charset, String name) {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("x-" + name, e -> e.append(Content.text("!")))
                .on("." + name, e -> e.setAttribute("y", "1"))
                .on("#" + name, e -> e.setAttribute("z", "1"))
                .on("x-" + name + ":nth-of-type(2)", e -> e.setAttribute("n", "2"))
                .build();
        assertEquals(
                "<X-" + name + ">a!</x-" + name + "><x-" + name + "y>b</x-" + name + "y><x-" + name
                        + " n=\"2\"><i class='a " + name + "' y=\"1\"><i id=" + name + " z=\"1\"></i></i>!</x-" + name
                        + ">",
                Rewriting.of(
                        rewriter,
                        "<X-" + name + ">a</x-" + name + "><x-" + name + "y>b</x-" + name + "y><x-" + name
                                + "><i class='a " + name + "'><i id=" + name + "></i></i></x-" + name + ">",
                        charset));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CHARSETS)
    void onlyLettersOfAsciiLoseTheirCase(Charset charset, String name) {
        String upper = name.toUpperCase(java.util.Locale.ROOT).replace("SS", "ß");
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> {
                    p.setAttribute("A" + name, "1");
                    if (!upper.equals(name)) {
                        assertNull(p.attribute("a" + upper));
                    }
                })
                .build();
        assertEquals("<p A" + name + "=\"1\">", Rewriting.of(rewriter, "<p A" + name + "=0>", charset));
    }

    /** The second byte of ア is 41, that of チ 60 and of ヂ 61: an A and an a. */
    @org.junit.jupiter.api.Test
    void secondBytesThatLookLikeLettersKeepTheirCase() {
        Charset charset = Charset.forName("Shift_JIS");
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("x-ア", e -> e.append(Content.text("!")))
                .on("i", i -> assertEquals(2, i.attributes().size()))
                .build();
        assertEquals(
                "<x-ア><i aア=1 aヂ=2></x-ヂ></i>!</x-ア>",
                Rewriting.of(rewriter, "<x-ア><i aア=1 aヂ=2></x-ヂ></i></x-ア>", charset));
        HtmlRewriter implied = HtmlRewriter.builder()
                .on("u-i", e -> e.append(Content.text("!")))
                .build();
        assertEquals("<div><u-i><x-ア>a</x-ア>!</div>", Rewriting.of(implied, "<div><u-i><x-ア>a</div>", charset));
    }

    @org.junit.jupiter.api.Test
    void aNulInANameIsTheCharacterThatBrowsersPutThere() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("x-\uFFFD[\uFFFD]", e -> e.setAttribute("x", "1"))
                .build();
        assertEquals("<x-\0 \0 x=\"1\">", Rewriting.of(rewriter, "<x-\0 \0>"));
    }

    @org.junit.jupiter.api.Test
    void aNameThatTheCharsetLacksIsRefused() throws IOException {
        List<RuntimeException> reported = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> p.setAttribute("größe", "1"))
                .onError(reported::add)
                .build();
        assertEquals("<p>", Rewriting.of(rewriter, "<p>", Charset.forName("KOI8-R")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = rewriter.open(out)) {
            sink.write("<p>".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals("<p>", out.toString(StandardCharsets.US_ASCII));
        assertEquals(IllegalArgumentException.class, reported.get(0).getClass());
    }
}
