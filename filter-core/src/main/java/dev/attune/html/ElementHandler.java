package dev.attune.html;

/** Is called for each element that a selector matches. */
@FunctionalInterface
public interface ElementHandler {
    void element(Element element);
}
