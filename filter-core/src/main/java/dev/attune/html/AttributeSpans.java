package dev.attune.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the attributes of one start tag lie in its bytes. Filled anew for each tag. */
final class AttributeSpans {
    static final AttributeSpans NONE = new AttributeSpans(PageCharset.UNDECLARED);

    /** Four numbers for each: start and end of the name, start and end of the value; start of value -1 for none. */
    private int[] places = EmptyArrays.INTS;

    private int count;

    /** Bit {@code c & 31} for each first letter of the names. */
    private int letters;

    private byte[] bytes = EmptyArrays.BYTES;
    private PageCharset charset;

    AttributeSpans(PageCharset charset) {
        this.charset = charset;
    }

    /** Returns all attributes of a tag whose name ends at {@code from}. */
    static AttributeSpans of(byte[] tag, int from, int end, PageCharset charset) {
        AttributeSpans all = new AttributeSpans(charset);
        all.scan(tag, from, end, -1);
        return all;
    }

    /**
     * Finds the end of a tag without a look at what it holds.
     *
     * @param from where the tag's name ends
     * @return index of the {@code >}, or -1 if it is not among the bytes
     */
    static int skip(byte[] bytes, int from, int end) {
        int p = Ascii.indexOfEither(bytes, from, end, (byte) '>', (byte) '\'');
        if (p == end || bytes[p] != '>') {
            return skipOneByOne(bytes, from, end);
        }
        return p == from || endsInValue(bytes, p) || isOutsideOfQuotes(bytes, from, p)
                ? p
                : skipOneByOne(bytes, from, end);
    }

    /** Whether the byte before is the closing quotation mark of a value that is not empty, in a tag without apostrophes. */
    private static boolean endsInValue(byte[] bytes, int end) {
        return bytes[end - 1] == '"' && bytes[end - 2] > ' ' && bytes[end - 2] != '=';
    }

    /** Whether the last quotation mark, in a tag without apostrophes, can begin no value. True is certain. */
    private static boolean isOutsideOfQuotes(byte[] bytes, int from, int end) {
        int p = end - 1;
        while (p >= from && bytes[p] != '"') {
            p--;
        }
        if (p < from) {
            return true;
        }
        do {
            p--;
        } while (p >= from && Ascii.isSpace(bytes[p]));
        return bytes[p] != '=';
    }

    private static int skipOneByOne(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end) {
            byte c = bytes[p];
            if (c == '>') {
                return p;
            }
            p = c == '/' || Ascii.isSpace(c) ? p + 1 : skipAttribute(bytes, p, end);
        }
        return -1;
    }

    /** Whether a tag whose name ends at {@code from} and which ends at {@code gt} closes itself. */
    static boolean closesItself(byte[] bytes, int from, int gt) {
        if (bytes[gt - 1] != '/') {
            return false;
        }
        int p = from;
        int attributeEnd = from;
        while (p < gt) {
            if (bytes[p] == '/' || Ascii.isSpace(bytes[p])) {
                p++;
            } else {
                p = skipAttribute(bytes, p, gt);
                attributeEnd = p;
            }
        }
        return attributeEnd < gt;
    }

    private static int skipAttribute(byte[] bytes, int from, int end) {
        int nameEnd = nameEnd(bytes, from + 1, end);
        if (nameEnd + 1 < end && bytes[nameEnd] == '=') {
            byte quote = bytes[nameEnd + 1];
            if (quote == '"' || quote == '\'') {
                return Ascii.indexOf(bytes, nameEnd + 2, end, quote) + 1;
            }
        }
        return skipValue(bytes, nameEnd, end);
    }

    /** Returns the end of an attribute whose name ends at {@code from}; {@code end} or more if the bytes end before. */
    static int skipValue(byte[] bytes, int from, int end) {
        byte[] classes = Ascii.CLASS;
        int p = from;
        while (p < end && (classes[bytes[p] & 0xff] & Ascii.SPACE) != 0) {
            p++;
        }
        if (p >= end || bytes[p] != '=') {
            return p;
        }
        p++;
        while (p < end && (classes[bytes[p] & 0xff] & Ascii.SPACE) != 0) {
            p++;
        }
        if (p >= end) {
            return end;
        }
        byte c = bytes[p];
        if (c == '"' || c == '\'') {
            return Ascii.indexOf(bytes, p + 1, end, c) + 1;
        }
        while (p < end && (classes[bytes[p] & 0xff] & Ascii.ENDS_UNQUOTED) == 0) {
            p++;
        }
        return p;
    }

    /**
     * Finds the end of a start tag and notes its attributes on the way.
     *
     * @param wantedLetters bit {@code c & 31} for each first letter of the names to be noted
     * @return index of the {@code >}, or -1 if it is not among the bytes
     */
    int scan(byte[] tag, int from, int end, int wantedLetters) {
        byte[] classes = Ascii.CLASS;
        bytes = tag;
        clear();
        int p = from;
        while (p < end) {
            byte c = tag[p];
            if (c == '>') {
                return p;
            }
            if ((classes[c & 0xff] & Ascii.SPACE) != 0 || c == '/') {
                p++;
                continue;
            }
            int name = p;
            int nameEnd = nameEnd(tag, p + 1, end);
            boolean wanted = (wantedLetters >>> c & 1) != 0;
            if (nameEnd + 1 < end && tag[nameEnd] == '=' && tag[nameEnd + 1] == '"') {
                int close = Ascii.indexOf(tag, nameEnd + 2, end, (byte) '"');
                if (wanted) {
                    note(name, nameEnd, nameEnd + 2, close);
                }
                p = close + 1;
            } else {
                p = skipValue(tag, nameEnd, end);
                if (wanted && p < end) {
                    noteValue(name, nameEnd, p);
                }
            }
        }
        return -1;
    }

    static int nameEnd(byte[] bytes, int from, int end) {
        int p = from;
        for (; p + Long.BYTES <= end; p += Long.BYTES) {
            for (long others = Ascii.notFrom40To7F(Ascii.word(bytes, p)); others != 0; others &= others - 1) {
                int at = p + (Long.numberOfTrailingZeros(others) >>> 3);
                if (Ascii.is(Ascii.ENDS_ATTRIBUTE_NAME, bytes[at])) {
                    return at;
                }
            }
        }
        return p == end ? end : nameEndOneByOne(bytes, p, end);
    }

    private static int nameEndOneByOne(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && !Ascii.is(Ascii.ENDS_ATTRIBUTE_NAME, bytes[p])) {
            p++;
        }
        return p;
    }

    /** Notes an attribute that ends at {@code end}, however its value is written, if it has one. */
    void noteValue(int name, int nameEnd, int end) {
        int valueStart = -1;
        int valueEnd = -1;
        int p = Ascii.skipSpace(bytes, nameEnd, end);
        if (p < end && bytes[p] == '=') {
            valueStart = Ascii.skipSpace(bytes, p + 1, end);
            valueEnd = end;
            if (valueStart < end && (bytes[valueStart] == '"' || bytes[valueStart] == '\'')) {
                valueStart++;
                valueEnd--;
            }
        }
        note(name, nameEnd, valueStart, valueEnd);
    }

    void begin(byte[] tag) {
        bytes = tag;
        clear();
    }

    void note(int name, int nameEnd, int valueStart, int valueEnd) {
        if (count * 4 == places.length) {
            places = Arrays.copyOf(places, Math.max(20, places.length * 2));
        }
        letters |= 1 << bytes[name];
        int at = count++ * 4;
        places[at] = name;
        places[at + 1] = nameEnd;
        places[at + 2] = valueStart;
        places[at + 3] = valueEnd;
    }

    void charset(PageCharset now) {
        charset = now;
    }

    void clear() {
        count = 0;
        letters = 0;
    }

    int letters() {
        return letters;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    int nameStart(int i) {
        return places[i * 4];
    }

    int nameEnd(int i) {
        return places[i * 4 + 1];
    }

    boolean hasValue(int i) {
        return places[i * 4 + 2] >= 0;
    }

    int valueStart(int i) {
        return hasValue(i) ? places[i * 4 + 2] : places[i * 4 + 1];
    }

    int valueEnd(int i) {
        return hasValue(i) ? places[i * 4 + 3] : places[i * 4 + 1];
    }

    boolean isQuoted(int i) {
        if (!hasValue(i)) {
            return false;
        }
        byte before = bytes[valueStart(i) - 1];
        return before == '"' || before == '\'';
    }

    /** Returns where the attribute ends, its closing quote included. */
    int end(int i) {
        return isQuoted(i) ? valueEnd(i) + 1 : valueEnd(i);
    }

    /** Returns where the value begins, its opening quote included. */
    int valueOpens(int i) {
        return isQuoted(i) ? valueStart(i) - 1 : valueStart(i);
    }

    /** Whether the equals sign is there, but nothing behind it, so that what follows would become the value. */
    boolean lacksValue(int i) {
        return hasValue(i) && !isQuoted(i) && valueStart(i) == valueEnd(i);
    }

    /** Whether no attribute of the same name stands before this one. */
    boolean isFirst(int i) {
        for (int k = 0; k < i; k++) {
            if (sameName(k, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameName(int one, int other) {
        int start = nameStart(one);
        int difference = nameStart(other) - start;
        if (nameEnd(other) - nameEnd(one) != difference) {
            return false;
        }
        boolean beyondAscii = false;
        for (int p = start; p < nameEnd(one); p++) {
            beyondAscii |= bytes[p] < 0;
            if (Ascii.lower(bytes[p]) != Ascii.lower(bytes[p + difference])) {
                return false;
            }
        }
        return !(beyondAscii && charset.isCareful()) || name(one).equals(name(other));
    }

    /** Returns the first attribute of a name, or -1. */
    int find(AttributeName name) {
        if ((letters & name.letters) == 0) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (hasName(i, name)) {
                return i;
            }
        }
        return -1;
    }

    boolean hasName(int i, AttributeName name) {
        if (!name.isAscii) {
            return !isAscii(nameStart(i), nameEnd(i)) && name(i).equals(name.text);
        }
        return name.is(bytes, places[i * 4], places[i * 4 + 1]);
    }

    /** Whether a name is its bytes; NUL means a character beyond ASCII. */
    private boolean isAscii(int from, int end) {
        for (int p = from; p < end; p++) {
            if (bytes[p] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns names and values, each name once. */
    List<Element.Attribute> list() {
        List<Element.Attribute> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (isFirst(i)) {
                list.add(new Element.Attribute(name(i), value(i)));
            }
        }
        return list;
    }

    /** Whether an attribute of this name can be written into the page. */
    boolean canHold(AttributeName name) {
        return name.isAscii || charset.holds(name.text);
    }

    /** Whether the attribute's bytes are its value, if they are ASCII: no references, nothing to be normalised. */
    boolean isPlain(int i) {
        if (charset.isCareful()) {
            return false;
        }
        return !Ascii.needsDecoding(bytes, valueStart(i), valueEnd(i));
    }

    /** Whether the attribute's bytes say this text, character by character. False is not certain. */
    boolean isPlainly(int i, String text) {
        int start = valueStart(i);
        if (valueEnd(i) - start != text.length() || !isPlain(i)) {
            return false;
        }
        for (int k = 0; k < text.length(); k++) {
            if (bytes[start + k] < 0 || bytes[start + k] != text.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    String name(int i) {
        return text(bytes, nameStart(i), nameEnd(i));
    }

    /** Returns a name of a tag or an attribute as a browser sees it. */
    String text(byte[] from, int start, int end) {
        return charset.name(from, start, end);
    }

    /** Returns the value as a browser sees it. */
    String value(int i) {
        String raw = charset.decode(bytes, valueStart(i), valueEnd(i));
        return isPlain(i) ? raw : CharacterReferences.decodeAttribute(raw);
    }
}
