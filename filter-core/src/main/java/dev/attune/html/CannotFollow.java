package dev.attune.html;

/** Thrown where the rewriter must not go on: from here, the bytes of the page go through as they are. */
final class CannotFollow extends RuntimeException {
    CannotFollow(String reason) {
        super(reason, null, false, false);
    }
}
