package dev.attune.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still to be done for an element that is open, innermost first in a linked list. */
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

    boolean dropsContent;
    boolean dropsTags;
    String tagName = "";

    OpenEdit(int index, @Nullable OpenEdit outer) {
        this.index = index;
        this.outer = outer;
    }
}
