package dev.attune.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a page that a handler may keep, drop or put something beside. Valid only while its handler runs. */
public abstract sealed class Piece permits Comment, Doctype, EndTag, TextChunk {
    private @Nullable List<Content> before;
    private @Nullable List<Content> after;
    private boolean removed;
    private boolean over;

    Piece() {}

    /** Inserts before the piece, behind earlier insertions there. */
    public void before(Content content) {
        valid();
        before = added(before, -1, content);
    }

    /** Inserts right behind the piece, in front of earlier insertions there. */
    public void after(Content content) {
        valid();
        after = added(after, 0, content);
    }

    public void remove() {
        valid();
        removed = true;
    }

    /** Tells whether a handler removed or replaced the piece. */
    public boolean isRemoved() {
        return removed;
    }

    /** Puts something in the place of the piece. */
    public void replaceWith(Content content) {
        remove();
        after(content);
    }

    void valid() {
        if (over) {
            throw new IllegalStateException("used after its handler returned");
        }
    }

    void end() {
        over = true;
    }

    boolean isUntouched() {
        return before == null && after == null && !removed;
    }

    static List<Content> added(@Nullable List<Content> to, int at, Content content) {
        if (to == null) {
            // By far the most have one insertion in one place.
            return List.of(content);
        }
        List<Content> list = new ArrayList<>(to);
        list.add(at < 0 ? list.size() : at, content);
        return list;
    }

    static void write(@Nullable List<Content> contents, Output output) throws IOException {
        if (contents != null) {
            for (int i = 0; i < contents.size(); i++) {
                output.content(contents.get(i));
            }
        }
    }

    void writeBefore(Output output) throws IOException {
        write(before, output);
    }

    void writeAfter(Output output) throws IOException {
        write(after, output);
    }

    boolean hasBefore() {
        return before != null;
    }

    boolean hasAfter() {
        return after != null;
    }
}
