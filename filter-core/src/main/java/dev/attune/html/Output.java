package dev.attune.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what goes out: long untouched ranges are handed on as slices of the caller's array, short ones and
 * insertions are copied together first, so that the output sees few and large writes.
 */
final class Output {
    /** A range of at least this many bytes is handed on without being copied. */
    private static final int LONG_RANGE = 512;

    /** Most pages need no more than this. */
    private static final int SMALLEST = 256;

    private static final int LARGEST = 8192;

    /** A page that has filled the buffer so many times gets more room. */
    private static final int OFTEN = 4;

    /** A bit for each character that a reference may stand for. */
    private static final long NEED_REFERENCE = 1L | 1L << '\r' | 1L << '"' | 1L << '&' | 1L << '<' | 1L << '>';

    private final OutputStream out;

    /** Output from the first edit of a body on, as long as it is not sure that the page keeps this body. */
    private @Nullable Held held;

    /**
     * Bytes that wait.
     *
     * @param edited goes out where the page keeps its body
     * @param original the page's own bytes, which go out where it does not
     */
    private record Held(ByteArrayOutputStream edited, ByteArrayOutputStream original) {}

    private byte[] gathered = EmptyArrays.BYTES;
    private int length;
    private int timesFull;
    private PageCharset charset;

    /** Also where a write threw. */
    private boolean isWriting;

    Output(OutputStream out, PageCharset charset) {
        this.out = out;
        this.charset = charset;
    }

    void charset(PageCharset now) {
        charset = now;
    }

    void range(byte[] bytes, int from, int end) throws IOException {
        int n = end - from;
        if (n >= LONG_RANGE || n > Math.max(gathered.length, SMALLEST)) {
            drain();
            write(bytes, from, n);
        } else if (n > 0) {
            room(n);
            System.arraycopy(bytes, from, gathered, length, n);
            length += n;
        }
    }

    /** Makes room for some more bytes, {@link #SMALLEST} at most unless so many are gathered at once. */
    private void room(int n) throws IOException {
        if (gathered.length - length >= n) {
            return;
        }
        drain();
        if (gathered.length == 0) {
            gathered = new byte[SMALLEST];
        } else if (++timesFull >= OFTEN && gathered.length < LARGEST) {
            gathered = new byte[Math.min(LARGEST, gathered.length * 4)];
        }
    }

    void ascii(char c) throws IOException {
        room(1);
        gathered[length++] = (byte) c;
    }

    void ascii(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
        }
    }

    /** Begins a tag that the page does not have; attributes may follow, and a {@code >} ends it. */
    void openTag(long name) throws IOException {
        ascii('<');
        packedName(name);
    }

    private void packedName(long name) throws IOException {
        for (long rest = name; rest != 0; rest >>>= 8) {
            ascii((char) (rest & 127));
        }
    }

    void attribute(String name, String value) throws IOException {
        ascii(' ');
        name(name);
        ascii("=\"");
        value(value);
        ascii('"');
    }

    /** Writes a tag that the page does not have. */
    void startTag(long name) throws IOException {
        openTag(name);
        ascii('>');
    }

    void endTag(long name) throws IOException {
        ascii("</");
        packedName(name);
        ascii('>');
    }

    void endTag(String name) throws IOException {
        ascii("</");
        ascii(name);
        ascii('>');
    }

    void content(Content content) throws IOException {
        if (content instanceof Content.Html html) {
            encoded(html.html(), false, false);
        } else if (content instanceof Content.Text text) {
            encoded(text.text(), true, false);
        } else if (content instanceof Content.Prepared prepared) {
            range(prepared.ascii, 0, prepared.ascii.length);
        }
    }

    void name(String name) throws IOException {
        encoded(name, false, false);
    }

    /** Writes an attribute's value for double quotes. */
    void value(String value) throws IOException {
        encoded(value, true, true);
    }

    private void encoded(String text, boolean escape, boolean inValue) throws IOException {
        int n = text.length();
        int i = 0;
        while (i < n) {
            int end = Math.min(n, i + SMALLEST);
            room(end - i);
            byte[] to = gathered;
            int at = length;
            char c = 0;
            while (i < end && (c = text.charAt(i)) < 128 && !(escape && needsReference(c))) {
                to[at++] = (byte) c;
                i++;
            }
            length = at;
            if (i == end) {
                continue;
            }
            if (c < 128) {
                String reference = escaped(c, inValue);
                if (reference == null) {
                    ascii(c);
                } else {
                    ascii(reference);
                }
                i++;
            } else {
                int code = text.codePointAt(i);
                i += Character.charCount(code);
                beyondAscii(code);
            }
        }
    }

    private static boolean needsReference(char c) {
        return c <= '>' && (NEED_REFERENCE >>> c & 1) != 0;
    }

    static @Nullable String escaped(char c, boolean inValue) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> inValue ? "&quot;" : null;
            case '\r' -> "&#13;";
            case 0 -> "&#xFFFD;";
            default -> null;
        };
    }

    private void beyondAscii(int code) throws IOException {
        boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (charset.isUtf8() && !surrogate) {
            room(4);
            if (code < 0x800) {
                gathered[length++] = (byte) (0xC0 | code >> 6);
            } else if (code < 0x10000) {
                gathered[length++] = (byte) (0xE0 | code >> 12);
                gathered[length++] = (byte) (0x80 | (code >> 6 & 63));
            } else {
                gathered[length++] = (byte) (0xF0 | code >> 18);
                gathered[length++] = (byte) (0x80 | (code >> 12 & 63));
                gathered[length++] = (byte) (0x80 | (code >> 6 & 63));
            }
            gathered[length++] = (byte) (0x80 | (code & 63));
            return;
        }
        if (surrogate) {
            ascii("&#xFFFD;");
            return;
        }
        byte[] bytes = charset.bytes(code);
        if (bytes != null) {
            range(bytes, 0, bytes.length);
        } else {
            // A reference to some controls means another character, so that nothing can say them.
            ascii("&#" + (CharacterReferences.meant(code) == code ? code : 0xFFFD) + ";");
        }
    }

    /** Hands on the gathered bytes. */
    void drain() throws IOException {
        if (length > 0) {
            int n = length;
            length = 0;
            write(gathered, 0, n);
        }
    }

    void flush() throws IOException {
        drain();
        if (held == null) {
            out.flush();
        }
    }

    private void write(byte[] bytes, int from, int n) throws IOException {
        Held holding = held;
        isWriting = true;
        (holding == null ? out : holding.edited).write(bytes, from, n);
        isWriting = false;
    }

    /** Whether the last write threw: what it had is lost, and nothing may follow it. */
    boolean hasFailed() {
        return isWriting;
    }

    /** Holds back all output from here on. */
    void hold() throws IOException {
        drain();
        held = new Held(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    boolean isHolding() {
        return held != null;
    }

    /** Keeps bytes of the page that may have to go out as they are, while output is held back. */
    void keepOriginal(byte[] bytes, int from, int end) {
        Held holding = held;
        if (holding != null) {
            holding.original.write(bytes, from, end - from);
        }
    }

    int heldLength() {
        Held holding = held;
        return holding == null ? 0 : Math.max(holding.edited.size(), holding.original.size());
    }

    /** Lets the held output go. */
    void release() throws IOException {
        drain();
        Held holding = held;
        if (holding != null) {
            held = null;
            isWriting = true;
            holding.edited.writeTo(out);
            isWriting = false;
        }
    }

    /** Forgets the held output: the page's own bytes go out instead. */
    void takeBack() throws IOException {
        Held holding = held;
        if (holding != null) {
            length = 0;
            held = null;
            isWriting = true;
            holding.original.writeTo(out);
            isWriting = false;
        }
    }
}
