package dev.attune.html;

/**
 * A part of a text. <b>A chunk is seldom a whole text:</b> it ends wherever the bytes that were written ended, so a
 * text looked for may be spread over several chunks; gather them up to {@link #isLast()} where that matters.
 */
public final class TextChunk extends Piece {
    private final String text;
    private final boolean last;

    TextChunk(String text, boolean last) {
        this.text = text;
        this.last = last;
    }

    /** Returns the text as it stands in the page: character references are not resolved. May be empty if it is the last. */
    public String text() {
        return text;
    }

    /** Tells whether the text ends with this chunk. */
    public boolean isLast() {
        return last;
    }
}
