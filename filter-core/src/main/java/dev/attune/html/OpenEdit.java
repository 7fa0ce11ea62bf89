package dev.attune.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit that waits for the end of an open element, innermost first in a linked list. */
final class OpenEdit {
    final int index;

    @Nullable
    OpenEdit outer;

    @Nullable
    List<Content> append;

    @Nullable
    List<Content> after;

    @Nullable
    List<EndTagHandler> endHandlers;

    /** Text and comment rules that hold until the element ends. */
    int @Nullable [] scopes;

    /** Attributes for an element without a tag, which a tag of its own that comes late may still complete. */
    @Nullable
    List<Element.Attribute> attributes;

    boolean dropsContent;
    boolean dropsTags;

    /** Whether the page has no tag of the element, nor does the output. */
    boolean lacksTag;

    String tagName = "";

    void keepRemoval() {
        append = null;
        after = null;
        endHandlers = null;
        scopes = null;
        attributes = null;
    }

    /** Whether nothing is left to be done but to end the rules that hold inside of the element. */
    boolean isIdle() {
        return append == null
                && after == null
                && endHandlers == null
                && attributes == null
                && !dropsTags
                && !dropsContent;
    }

    OpenEdit(int index, @Nullable OpenEdit outer) {
        this.index = index;
        this.outer = outer;
    }
}
