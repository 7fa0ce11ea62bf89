package dev.attune.html;

/** Is called where an element ends. */
@FunctionalInterface
public interface EndTagHandler {
    void endTag(EndTag endTag);
}
