package dev.attune.html;

import org.jspecify.annotations.Nullable;

/** The edits that wait for the ends of open elements: a list, innermost first. */
final class OpenEdits {
    private @Nullable OpenEdit innermost;

    boolean isEmpty() {
        return innermost == null;
    }

    void clear() {
        innermost = null;
    }

    /** Forgets all edits but removals. */
    void keepRemovals() {
        for (OpenEdit edit = innermost; edit != null; edit = edit.outer) {
            edit.keepRemoval();
            if (edit.isIdle()) {
                remove(edit);
            }
        }
    }

    @Nullable
    OpenEdit find(int index) {
        OpenEdit edit = innermost;
        while (edit != null && edit.index > index) {
            edit = edit.outer;
        }
        return edit == null || edit.index != index ? null : edit;
    }

    /** Returns the edit that waits for an element's end, an empty one if it is new here. */
    OpenEdit at(int index) {
        OpenEdit inner = null;
        OpenEdit edit = innermost;
        while (edit != null && edit.index > index) {
            inner = edit;
            edit = edit.outer;
        }
        if (edit == null || edit.index != index) {
            edit = new OpenEdit(index, edit);
            if (inner == null) {
                innermost = edit;
            } else {
                inner.outer = edit;
            }
        }
        return edit;
    }

    void remove(OpenEdit gone) {
        OpenEdit edit = innermost;
        if (edit == gone) {
            innermost = gone.outer;
            return;
        }
        while (edit != null && edit.outer != gone) {
            edit = edit.outer;
        }
        if (edit != null) {
            edit.outer = gone.outer;
        }
    }
}
