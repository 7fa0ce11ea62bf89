package dev.attune.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element whose start tag was just seen, or implied. Valid only while its handler runs.
 *
 * <p>Edits are seen by the handlers that come after, as far as attributes and {@link #isRemoved()} go; they reach the
 * output when the last of them has returned. Insertions are not searched for matches.
 */
public interface Element {
    /** Returns the tag name in lower case. */
    String tagName();

    /** Tells whether the page has no tag for this element, as for the head of a page that begins with its title. */
    boolean isImplied();

    /** Returns the attribute's value, or null where the element does not have it; the first of duplicates counts. */
    @Nullable
    String attribute(String name);

    /** Returns all attributes in document order, without the duplicates that a browser drops. */
    List<Attribute> attributes();

    /**
     * Sets an attribute, in place where it is there already, else as the last one.
     *
     * @throws IllegalArgumentException if the name cannot be written in a tag
     */
    void setAttribute(String name, String value);

    void removeAttribute(String name);

    /** Inserts before the start tag, behind earlier insertions there. */
    void before(Content content);

    /** Inserts right behind the end tag, in front of earlier insertions there. */
    void after(Content content);

    /** Inserts right after the start tag, in front of earlier insertions there. Void elements ignore it. */
    void prepend(Content content);

    /** Inserts right before the end tag, behind earlier insertions there. Void elements ignore it. */
    void append(Content content);

    /** Puts something in the place of the element and all that it holds. */
    void replaceWith(Content content);

    /** Puts something in the place of all that the element holds. Void elements ignore it. */
    void setInner(Content content);

    /** Removes the element and all that it holds; no handler is called for that. */
    void remove();

    /** Removes the start tag and the end tag. */
    void removeAndKeepContent();

    /** Tells whether a handler removed or replaced the element, or removed its tags. */
    boolean isRemoved();

    /** Has a handler called where the element ends; void elements have no such place. */
    void onEndTag(EndTagHandler handler);

    record Attribute(String name, String value) {}
}
