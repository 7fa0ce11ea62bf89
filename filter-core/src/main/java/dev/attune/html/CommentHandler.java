package dev.attune.html;

/** Is called for each comment inside of the elements that a selector matches, at any depth. */
@FunctionalInterface
public interface CommentHandler {
    void comment(Comment comment);
}
