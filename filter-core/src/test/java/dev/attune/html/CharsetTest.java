package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charsets as browsers read them: their labels, and how insertions go into a page. */
class CharsetTest {
    /** Charsets that a servlet can declare, by names of Java's; the others are reached by their labels. */
    private static final List<String> JAVA_NAMES = List.of(
            "Big5-HKSCS",
            "GB2312",
            "ISO-8859-1",
            "ISO-8859-9",
            "TIS-620",
            "US-ASCII",
            "windows-31j",
            "x-IBM943C",
            "x-MacCyrillic",
            "x-MacRoman",
            "x-iso-8859-11",
            "x-windows-874",
            "x-windows-949");

    /** From here on no charset but GB18030 has anything, and that all by one rule: a sample has to do. */
    private static final int THIRD_PLANE = 0x30000;

    static List<String> encodings() {
        return BrowserEncoding.names();
    }

    static List<String> javaNames() {
        return JAVA_NAMES.stream().filter(Charset::isSupported).toList();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void eachCharacterThatIsWrittenReadsBackInEachEncoding(String encoding) throws IOException {
        PageCharset charset = PageCharset.named(encoding);
        assertNotNull(charset);
        assertReadsBack(charset, BrowserEncoding.named(encoding));
    }

    @ParameterizedTest
    @MethodSource("javaNames")
    void eachCharacterThatIsWrittenReadsBackWhereTheCharsetIsOneOfJavas(String name) throws IOException {
        PageCharset charset = PageCharset.of(Charset.forName(name));
        String encoding = CharsetLabels.encoding(Charset.forName(name));
        if (encoding == null) {
            assertNull(charset, name);
        } else {
            assertNotNull(charset, name);
            assertReadsBack(charset, BrowserEncoding.named(encoding));
        }
    }

    @Test
    void eachCharacterThatIsWrittenReadsBackInUtf8() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output output = new Output(out, PageCharset.UTF_8);
        for (int code = 0x80; code <= Character.MAX_CODE_POINT; code++) {
            if (code < 0xD800 || code > 0xDFFF) {
                output.content(Content.text(Character.toString(code)));
                output.drain();
                assertEquals(code, out.toString(StandardCharsets.UTF_8).codePointAt(0));
                out.reset();
            }
        }
    }

    private static void assertReadsBack(PageCharset charset, BrowserEncoding browser) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output output = new Output(out, charset);
        for (int code = 1; code <= Character.MAX_CODE_POINT; code += code < THIRD_PLANE ? 1 : 251) {
            if (code >= 0xD800 && code <= 0xDFFF) {
                continue;
            }
            output.content(Content.text(Character.toString(code)));
            output.drain();
            int seen = browser.read(out.toByteArray());
            // No reference means one of these controls, and Java's Shift_JIS lacks the only one that it has.
            boolean isNowhere = code >= 0x80 && code < 0xA0 && (!browser.holds(code) || charset.isCareful());
            if (seen != code && !(seen == 0xFFFD && isNowhere)) {
                assertEquals(Integer.toHexString(code), Integer.toHexString(seen), browser + ": " + out);
            }
            out.reset();
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void whatBrowsersReadAsOneCharacterIsReadAsThat(String encoding) {
        PageCharset charset = PageCharset.named(encoding);
        assertNotNull(charset);
        BrowserEncoding browser = BrowserEncoding.named(encoding);
        long different = browser.bytes()
                .filter(bytes ->
                        !charset.decode(bytes, 0, bytes.length).equals(Character.toString(browser.read(bytes))))
                .count();
        // Of Java's charsets of several bytes each misses a few: characters of the private use area, and old company
        // signs.
        long known = switch (encoding) {
            case "big5" -> 123;
            case "euc-jp" -> 9;
            case "gb18030", "gbk" -> 20;
            case "shift_jis" -> 1;
            default -> 0;
        };
        assertEquals(known, different, encoding);
    }

    @Test
    void aCharacterOfThePagesLanguageGoesInAsBytesSoThatScriptsCanHoldIt() {
        for (String[] page : new String[][] {
            {"shift_jis", "日本語かなカナ"}, {"euc-jp", "日本語かなカナ"}, {"big5", "中文字符"}, {"gbk", "简体中文"},
            {"gb18030", "简体中文"}, {"euc-kr", "한국어"}, {"koi8-u", "українська"}, {"windows-1251", "русский"},
            {"x-mac-cyrillic", "русский"}, {"windows-1252", "größe €"}
        }) {
            PageCharset charset = PageCharset.named(page[0]);
            assertNotNull(charset);
            assertEquals(true, charset.holds(page[1]), page[0]);
        }
    }

    @Test
    void labelsAreThoseThatBrowsersKnow() {
        for (String[] line : Resource.table("charset-labels.tsv")) {
            String expected = line[1].equals("-") ? null : line[1];
            String label = line[0];
            assertEquals(expected, CharsetLabels.encoding(label), label);
            assertEquals(
                    expected, CharsetLabels.encoding("\t\n\f\r " + label.toUpperCase(java.util.Locale.ROOT) + " "));
        }
        assertNull(CharsetLabels.encoding("\u00A0utf-8"));
        assertNull(CharsetLabels.encoding("\u212Aoi8-r"), "the Kelvin sign is no k");
    }

    @Test
    void aMetaTagWithAnyLabelDeclaresItsEncoding() throws IOException {
        List<RuntimeException> reported = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.setInner(Content.text("\u00e9")))
                .onError(reported::add)
                .build();
        for (String[] line : Resource.table("charset-labels.tsv")) {
            String label = line[0];
            String encoding = switch (line[1]) {
                case "utf-16le", "utf-16be" -> "utf-8";
                case "x-user-defined" -> "windows-1252";
                default -> line[1];
            };
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (HtmlSink sink = rewriter.open(out)) {
                sink.write(("<meta charset=\"" + label + "\"><b>x</b>").getBytes(StandardCharsets.UTF_8));
            }
            byte[] whole = out.toByteArray();
            String page = out.toString(StandardCharsets.ISO_8859_1);
            byte[] inner = java.util.Arrays.copyOfRange(whole, page.indexOf("<b>") + 3, page.indexOf("</b>"));
            if (encoding.equals("iso-2022-jp") || encoding.equals("replacement")) {
                assertEquals("x", new String(inner, StandardCharsets.ISO_8859_1), label);
                assertEquals("a page in " + encoding, reported.remove(0).getMessage());
            } else if (encoding.equals("-")) {
                assertEquals("&#233;", new String(inner, StandardCharsets.ISO_8859_1), label);
            } else if (encoding.equals("utf-8")) {
                assertArrayEquals("\u00e9".getBytes(StandardCharsets.UTF_8), inner, label);
            } else {
                assertEquals(0xE9, BrowserEncoding.named(encoding).read(inner), label);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html; charset=koi8-r",
                "text/html;CHARSET = koi8-r; x",
                "charset charset=koi8-r",
                "charset x charset = 'koi8-r' charset=utf-8",
                "charset=\"koi8-r\"x",
                "xcharset=koi8-r\fx"
            })
    void aContentTypeInAMetaTagDeclaresWhatBrowsersFindInIt(String content) {
        assertEquals("koi8-r", declared(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "charset",
                "charset=",
                "charset='koi8-r",
                "charset=\"koi8-r'",
                "charset= ;koi8-r",
                "charset=koi8-r\"",
                "charset\u00A0=koi8-r"
            })
    void aContentTypeWithoutACharsetDeclaresNone(String content) {
        assertNull(declared(content));
    }

    private static @org.jspecify.annotations.Nullable String declared(String content) {
        byte[] tag = (" http-equiv=Content-Type content=\"" + content.replace("\"", "&quot;") + "\">")
                .getBytes(StandardCharsets.UTF_8);
        MetaCharset meta = MetaCharset.in(AttributeSpans.of(tag, 0, tag.length, PageCharset.UTF_8));
        return meta == null ? null : meta.label();
    }

    @Test
    void anEncoderAndADecoderOfOneByteACharacterStopWhereTheRoomEnds() {
        Charset charset = SingleByteCharset.of("iso-8859-14");
        assertNotNull(charset);
        CharsetEncoder encoder = charset.newEncoder();
        java.nio.CharBuffer in = java.nio.CharBuffer.wrap("a\u1E02\u3042\ud83d\ude00");
        ByteBuffer out = ByteBuffer.allocate(1);
        assertEquals(CoderResult.OVERFLOW, encoder.encode(in, out, true));
        assertEquals(1, in.position());
        assertEquals("a\u1E02??", new String("a\u1E02\u3042\ud83d\ude00".getBytes(charset), charset));
        assertEquals(true, charset.contains(StandardCharsets.US_ASCII) && !charset.contains(StandardCharsets.UTF_8));
    }
}
