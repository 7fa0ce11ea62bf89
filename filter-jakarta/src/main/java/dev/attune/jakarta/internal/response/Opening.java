package dev.attune.jakarta.internal.response;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first characters of an answer that is declared as HTML, to tell what it is. Bytes are read as Latin-1, without
 * the zero bytes of UTF-16: all that counts is ASCII.
 */
final class Opening {
    /** As much of an answer is looked at; of one that begins with text, a quarter. */
    private static final int MOST = 4096;

    private static final int MOST_TEXT = MOST / 4;
    private static final long HTML = TagName.of("html");
    private static final long HEAD = TagName.of("head");
    private static final long BODY = TagName.of("body");
    private static final long TITLE = TagName.of("title");
    private static final long DOCTYPE = TagName.of("!doctype");
    private static final long COMMENT = TagName.of("!--");
    /** How nearly all documents begin; letters in lower case. */
    private static final String USUAL = "<!doctype html>";
    /** The byte order mark of UTF-8. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** In Latin-1, the sign of AMP is three characters. */
    private static final Pattern AMP = Pattern.compile(
            "[\\s\"'](amp|\u26A1|\u00E2\u009A\u00A1)(\uFE0F|\u00EF\u00B8\u008F)?(4ads|4email)?([\\s=/>]|$)");

    /** What an answer begins with, after spaces and comments. */
    enum Start {
        /** A doctype, or one of the tags that only documents have. */
        DOCUMENT,
        /** The same, of an AMP page, whose validity is gone with any script that is added. */
        AMP,
        /** Another tag. */
        TAG,
        /** Text, and then as a document. */
        TEXT_AND_DOCUMENT,
        /** Text: JSON, a script, a word, or bytes that are no characters. */
        TEXT,
        /** So far, nothing. */
        NOTHING
    }

    private enum State {
        CONTENT,
        TAG,
        COMMENT,
        BOGUS_COMMENT,
        DOCTYPE,
        HTML_TAG
    }

    /** The name of the tag that is read, as {@link TagName} keeps it. */
    private long tag = TagName.NONE;
    /** The attributes of {@code html}, or null while there are none. */
    private @Nullable StringBuilder attributes;

    private State state = State.CONTENT;
    // Small fields for small numbers: each page has this object.
    private short seen;
    /** How many dashes of a comment's end were seen last, two at most. */
    private byte dashes;
    /** How many bytes of a {@link #MARK} were seen last. */
    private byte marked;

    private boolean ofBytes;

    private boolean afterText;
    private boolean afterDoctype;
    private @Nullable Start start;

    /** Reads on. Returns true once it is known how the answer begins. */
    boolean read(byte[] bytes, int offset, int length) {
        ofBytes = true;
        int end = offset + length;
        for (int i = offset + usual(bytes, offset, length); i < end && start == null; i++) {
            read((char) (bytes[i] & 0xFF));
        }
        return start != null;
    }

    /** Reads on. Returns true once it is known how the answer begins. */
    boolean read(CharSequence text, int offset, int length) {
        for (int i = offset; i < offset + length && start == null; i++) {
            read(text.charAt(i));
        }
        return start != null;
    }

    /** Takes {@link #USUAL} in one step where an answer begins with it; returns how many bytes that were. */
    private int usual(byte[] bytes, int offset, int length) {
        if (seen != 0 || length < USUAL.length()) {
            return 0;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            int c = bytes[offset + i];
            if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != USUAL.charAt(i)) {
                return 0;
            }
        }
        seen = (short) USUAL.length();
        afterDoctype = true;
        return seen;
    }

    /** Returns how the answer begins, as far as it came. */
    Start start() {
        Start known = start;
        if (known != null) {
            return known;
        }
        if (afterDoctype || state == State.HTML_TAG) {
            return document();
        }
        boolean isTag = state == State.TAG && tag != TagName.NONE && !isMarkupDeclaration();
        return afterText ? Start.TEXT : isTag ? endOfTag() : Start.NOTHING;
    }

    private void read(char c) {
        seen++;
        if (c != 0) {
            step(c);
        }
        if (start == null && seen >= (afterText ? MOST_TEXT : MOST)) {
            start = start();
        }
    }

    private void step(char c) {
        switch (state) {
            case CONTENT -> content(c);
            case TAG -> tag(c);
            case COMMENT -> {
                if (c == '>' && dashes >= 2) {
                    state = State.CONTENT;
                }
                boolean goesOn = c == '-' || (c == '!' && dashes >= 2);
                dashes = (byte) (goesOn ? Math.min(dashes + 1, 2) : 0);
            }
            case BOGUS_COMMENT -> {
                if (c == '>') {
                    state = State.CONTENT;
                }
            }
            case DOCTYPE -> {
                if (c == '>') {
                    afterDoctype = true;
                    state = State.CONTENT;
                }
            }
            case HTML_TAG -> {
                attributes().append(c);
                if (c == '>') {
                    start = document();
                }
            }
        }
    }

    private void content(char c) {
        boolean isMark = isMark(c);
        if (!isMark && marked > 0) {
            marked = 0;
            text();
        }
        if (c == '<') {
            tag = TagName.NONE;
            state = State.TAG;
        } else if (!isMark && !isSpace(c)) {
            text();
        }
    }

    /** A page that was put together from several files may begin with several byte order marks. */
    private boolean isMark(char c) {
        if (!ofBytes || c != MARK.charAt(marked)) {
            return ofBytes ? c == 0xFE || c == 0xFF : c == '\uFEFF';
        }
        marked = (byte) ((marked + 1) % MARK.length());
        return true;
    }

    private void text() {
        if (afterDoctype) {
            start = Start.DOCUMENT;
        }
        afterText = true;
        state = State.CONTENT;
    }

    private void tag(char c) {
        boolean ends = isSpace(c) || c == '>' || c == '/';
        if (tag == TagName.NONE && !isLetter(c) && "!?/".indexOf(c) < 0) {
            text();
            content(c);
        } else if (!ends || tag == TagName.NONE) {
            tag = TagName.append(tag, c);
            noteUnfinishedTag();
        } else {
            if (tag == DOCTYPE) {
                state = c == '>' ? State.CONTENT : State.DOCTYPE;
                afterDoctype = true;
                if (afterText) {
                    start = Start.TEXT_AND_DOCUMENT;
                }
            } else if (tag == HTML && !afterText && c != '>') {
                state = State.HTML_TAG;
                attributes().append(c);
            } else if (isMarkupDeclaration()) {
                state = c == '>' ? State.CONTENT : State.BOGUS_COMMENT;
            } else {
                known(endOfTag());
            }
        }
    }

    private void noteUnfinishedTag() {
        if (tag == COMMENT) {
            dashes = 2;
            state = State.COMMENT;
        } else if (TagName.isFull(tag)) {
            if (isMarkupDeclaration()) {
                state = State.BOGUS_COMMENT;
            } else {
                known(Start.TAG);
            }
        }
    }

    private Start endOfTag() {
        if (afterDoctype || isDocumentTag()) {
            return afterText ? Start.TEXT_AND_DOCUMENT : Start.DOCUMENT;
        }
        return afterText ? Start.TEXT : tag == TagName.NONE ? Start.NOTHING : Start.TAG;
    }

    /** After text, tags that are in documents and elsewhere tell nothing. */
    private void known(Start found) {
        if (found == Start.TEXT || (afterText && found == Start.TAG)) {
            state = State.CONTENT;
        } else {
            start = found;
        }
    }

    private Start document() {
        return state == State.HTML_TAG && isAmp(attributes()) ? Start.AMP : Start.DOCUMENT;
    }

    /** Few pages have either sign at all, and all pages come here. */
    private static boolean isAmp(StringBuilder attributes) {
        boolean mayBe = false;
        for (int i = 0; i < attributes.length() && !mayBe; i++) {
            char c = attributes.charAt(i);
            mayBe = c == 'p' || c == 'P' || c >= 0x80;
        }
        return mayBe
                && AMP.matcher(attributes.toString().toLowerCase(Locale.ROOT)).find();
    }

    private boolean isDocumentTag() {
        return tag == HTML || tag == HEAD || tag == BODY || tag == TITLE;
    }

    private boolean isMarkupDeclaration() {
        char first = TagName.first(tag);
        return first == '!' || first == '?';
    }

    private StringBuilder attributes() {
        StringBuilder read = attributes;
        if (read == null) {
            read = new StringBuilder();
            attributes = read;
        }
        return read;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
