package dev.attune.internal.json;

/** One value is beyond a limit. The reader has passed it, and can go on with the text behind it. */
public final class JsonLimitException extends BadJsonException {
    private static final long serialVersionUID = 1L;

    JsonLimitException(String message, long line, long column) {
        super(message, line, column);
    }
}
