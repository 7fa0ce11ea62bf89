package dev.attune.html;

/** Is called for each chunk of text inside of the elements that a selector matches, at any depth. */
@FunctionalInterface
public interface TextHandler {
    void text(TextChunk chunk);
}
