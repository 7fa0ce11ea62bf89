package dev.attune.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element whose start tag was just seen. Valid only while its handler runs. */
public interface Element {
    /** Returns the tag name in lower case. */
    String tagName();

    /** Returns the attribute's value, or null where the element does not have it; the first of duplicates counts. */
    @Nullable
    String attribute(String name);

    /** Returns all attributes in document order, without the duplicates that a browser drops. */
    List<Attribute> attributes();

    /** Sets an attribute, in place where it is there already, else as the last one. */
    void setAttribute(String name, String value);

    void removeAttribute(String name);

    void before(Content content);

    void after(Content content);

    /** Inserts right after the start tag. */
    void prepend(Content content);

    /** Inserts right before the end tag. */
    void append(Content content);

    void replaceWith(Content content);

    void setInner(Content content);

    void remove();

    void removeAndKeepContent();

    record Attribute(String name, String value) {}
}
