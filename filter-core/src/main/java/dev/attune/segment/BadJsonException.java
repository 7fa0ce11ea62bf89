package dev.attune.segment;

/** A text is not JSON, or JSON beyond our limits. The message says which, and nothing of the text. */
final class BadJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadJsonException(String message) {
        super(message, null, false, false);
    }
}
