package dev.attune.html;

import java.util.ArrayList;
import java.util.List;

/** The end of the page. Valid only while its handler runs. */
public final class DocumentEnd {
    final List<Content> contents = new ArrayList<>();

    DocumentEnd() {}

    /** Inserts at the very end, behind earlier insertions there. */
    public void append(Content content) {
        contents.add(content);
    }
}
