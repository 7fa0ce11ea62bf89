package dev.attune.html;

/** The end of an element: its end tag, or the place where a browser implies one. */
public final class EndTag extends Piece {
    private final String tagName;
    private final boolean implied;

    EndTag(String tagName, boolean implied) {
        this.tagName = tagName;
        this.implied = implied;
    }

    public String tagName() {
        return tagName;
    }

    /** Tells whether the page has no end tag here; then there is nothing to remove. */
    public boolean isImplied() {
        return implied;
    }
}
