package dev.attune.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A charset in which markup can be found byte by byte: each ASCII character is its own byte, and none of those that
 * markup is made of occurs inside of another character. Immutable.
 *
 * <p>Browsers read bytes by the Encoding Standard, and Java's charsets differ from it. So a charset here reads as browsers
 * do, and writes a character in bytes only where reading these gives it back.
 *
 * @see <a href="https://encoding.spec.whatwg.org/">Encoding Standard</a>
 */
final class PageCharset {
    /**
     * Where no charset is declared: ASCII is all that is sure, the rest goes in as character references. It reads
     * UTF-8, as most such pages turn out to be in, so that a value that is changed keeps its other characters.
     */
    static final PageCharset UNDECLARED = new PageCharset(StandardCharsets.UTF_8, null, false, "");

    static final PageCharset UTF_8 = new PageCharset(StandardCharsets.UTF_8, StandardCharsets.UTF_8, false, "");

    private static final ConcurrentMap<String, PageCharset> BY_ENCODING = new ConcurrentHashMap<>();

    /** Charsets of Java that browsers have no label for; second bytes from 0x40 on. */
    private static final Set<String> UNLABELLED = Set.of("x-sjis_0213", "x-ms932_0213", "x-mswin-936", "x-windows-950");

    /** As browsers read, but for {@link #misread}. */
    private final Charset reader;

    /** Null for a charset of which only ASCII is sure. */
    private final @Nullable Charset writer;

    private final boolean careful;

    /** Characters that the reader reads and browsers do not, where both are characters of the charset. */
    private final String misread;

    private PageCharset(Charset reader, @Nullable Charset writer, boolean careful, String misread) {
        this.reader = reader;
        this.writer = writer;
        this.careful = careful;
        this.misread = misread;
    }

    /** Returns null for a charset whose pages have to go through untouched. */
    static @Nullable PageCharset of(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return UTF_8;
        }
        String encoding = CharsetLabels.encoding(charset);
        if (encoding == null) {
            return UNLABELLED.contains(Ascii.lower(charset.name())) ? new PageCharset(charset, null, true, "") : null;
        }
        PageCharset known = named(encoding);
        return known == null ? null : new PageCharset(known.reader, charset, known.careful, known.misread);
    }

    /**
     * Returns the charset of a page that an encoding's name stands for, or null if its pages have to go through untouched.
     */
    static @Nullable PageCharset named(String encoding) {
        PageCharset known = BY_ENCODING.get(encoding);
        if (known == null) {
            known = make(encoding);
            if (known != null) {
                BY_ENCODING.put(encoding, known);
            }
        }
        return known;
    }

    /**
     * The reader of each encoding is the charset of Java's that comes nearest to the standard. They were compared with
     * Chromium over all bytes: they differ in the characters named here, and some of the private use area.
     */
    private static @Nullable PageCharset make(String encoding) {
        return switch (encoding) {
            case "utf-8" -> UTF_8;
            case "utf-16le", "utf-16be", "iso-2022-jp", "replacement" -> null;
            case "shift_jis" -> multiByte("windows-31j", "windows-31j", true, "");
            case "euc-kr" -> multiByte("x-windows-949", "x-windows-949", true, "");
            case "big5" -> multiByte("x-MS950-HKSCS", "x-MS950-HKSCS", true, "\u2593");
            case "gbk" -> multiByte("GB18030", "GBK", true, "");
            case "gb18030" -> multiByte("GB18030", "GB18030", true, "");
            case "euc-jp" ->
                multiByte("x-eucJP-Open", "EUC-JP", false, "\u00A2\u00A3\u00A6\u00AC\u2014\u2016\u2212\u301C");
            default -> {
                Charset single = SingleByteCharset.of(encoding);
                yield single == null ? null : new PageCharset(single, single, false, "");
            }
        };
    }

    private static @Nullable PageCharset multiByte(String reader, String writer, boolean careful, String misread) {
        return Charset.isSupported(reader) && Charset.isSupported(writer)
                ? new PageCharset(Charset.forName(reader), Charset.forName(writer), careful, misread)
                : null;
    }

    /**
     * Whether values must be decoded before they are compared: second bytes from 0x40 to 0x7E look like letters. None of
     * them begins, parts or ends a tag or a value, and a decoder never takes such a mark into a character, not even after
     * a lone first byte.
     */
    boolean isCareful() {
        return careful;
    }

    boolean isUtf8() {
        return this == UTF_8;
    }

    Charset reader() {
        return reader;
    }

    /** Returns the bytes that browsers read as this character beyond ASCII, or null if there are none. */
    byte @Nullable [] bytes(int code) {
        Charset out = writer;
        if (out == null || (careful && code >= 0xE000 && code <= 0xF8FF) || misread.indexOf(code) >= 0) {
            return null;
        }
        String character = Character.toString(code);
        byte[] bytes = character.getBytes(out);
        if (!decode(bytes, 0, bytes.length).equals(character) && code < 0xA0) {
            // No reference means one of these controls, so that the declared charset is not the last word.
            bytes = character.getBytes(reader);
        }
        return decode(bytes, 0, bytes.length).equals(character) ? bytes : null;
    }

    /** Whether a text can be written without references. */
    boolean holds(String text) {
        return text.codePoints().allMatch(code -> code < 128 || isUtf8() || bytes(code) != null);
    }

    String decode(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, reader);
    }

    /** Returns a name of a tag or an attribute as a browser sees it. */
    String name(byte[] bytes, int from, int end) {
        return Ascii.lower(decode(bytes, from, end)).replace('\0', '\uFFFD');
    }

    /** Returns the text of a comment as a browser sees it. */
    String comment(byte[] bytes, int from, int end) {
        return decode(bytes, from, end)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD');
    }
}
