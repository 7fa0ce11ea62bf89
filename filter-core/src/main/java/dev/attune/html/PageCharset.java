package dev.attune.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A charset in which markup can be found byte by byte: each ASCII character is its own byte, and none of those that
 * markup is made of occurs inside of another character.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#legacy-multi-byte-chinese-(simplified)-encodings">Encoding Standard</a>
 */
final class PageCharset {
    /** Where nobody has declared a charset: ASCII is all that is sure, the rest goes in as character references. */
    static final PageCharset UNDECLARED = new PageCharset(StandardCharsets.US_ASCII, false);

    static final PageCharset UTF_8 = new PageCharset(StandardCharsets.UTF_8, false);

    /**
     * Second bytes from 0x40 to 0x7E, that is letters and some marks, but none that begins, parts or ends a tag or a
     * value. A decoder never takes such a mark into a character, not even after a lone first byte.
     */
    private static final Set<String> LETTERS_AS_SECOND_BYTES = Set.of(
            "shift_jis",
            "windows-31j",
            "x-sjis_0213",
            "x-ms932_0213",
            "gbk",
            "gb18030",
            "gb2312",
            "x-mswin-936",
            "big5",
            "big5-hkscs",
            "x-windows-949",
            "x-windows-950",
            "euc-kr");

    private static final Set<String> PLAIN = Set.of(
            "utf-8",
            "us-ascii",
            "koi8-r",
            "koi8-u",
            "ibm866",
            "tis-620",
            "x-windows-874",
            "euc-jp",
            "x-macroman",
            "x-maccyrillic",
            "x-iso-8859-11");

    final Charset charset;
    private final boolean careful;

    private PageCharset(Charset charset, boolean careful) {
        this.charset = charset;
        this.careful = careful;
    }

    /** Returns null for a charset whose pages have to go through untouched. */
    static @Nullable PageCharset of(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return UTF_8;
        }
        String name = charset.name().toLowerCase(Locale.ROOT);
        if (LETTERS_AS_SECOND_BYTES.contains(name)) {
            return new PageCharset(charset, true);
        }
        boolean plain = PLAIN.contains(name) || name.startsWith("iso-8859-") || name.startsWith("windows-125");
        return plain && charset.canEncode() ? new PageCharset(charset, false) : null;
    }

    /** Whether values must be decoded before they are compared, as their bytes may look like letters. */
    boolean isCareful() {
        return careful;
    }

    boolean isUtf8() {
        return this == UTF_8;
    }

    String decode(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, charset);
    }

    /** Returns the text of a comment as a browser sees it. */
    String comment(byte[] bytes, int from, int end) {
        return decode(bytes, from, end)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD');
    }
}
