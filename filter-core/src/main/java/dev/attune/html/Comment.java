package dev.attune.html;

import org.jspecify.annotations.Nullable;

/** A comment. */
public final class Comment extends Piece {
    private String text;
    private boolean changed;

    Comment(String text) {
        this.text = text;
    }

    /** Returns what stands between the marks of the comment. */
    public String text() {
        return text;
    }

    /**
     * Changes what stands in the comment.
     *
     * @throws IllegalArgumentException if the text would end the comment before its end
     */
    public void setText(String newText) {
        valid();
        if (newText.startsWith(">")
                || newText.startsWith("->")
                || newText.contains("-->")
                || newText.contains("--!>")
                || newText.endsWith("--!")
                || newText.endsWith("<!-")) {
            throw new IllegalArgumentException("this text would end the comment before its end: " + newText);
        }
        text = newText;
        changed = true;
    }

    @Nullable
    String changed() {
        return changed ? text : null;
    }

    @Override
    boolean isUntouched() {
        return !changed && super.isUntouched();
    }
}
