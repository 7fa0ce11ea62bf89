package dev.attune.internal.json;

/** A text is not JSON, or JSON beyond our limits. The message says which, and nothing of the text. */
public class BadJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadJsonException(String message) {
        super(message, null, false, false);
    }
}
