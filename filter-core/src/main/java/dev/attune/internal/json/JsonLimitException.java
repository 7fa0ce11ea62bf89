package dev.attune.internal.json;

/** One value is beyond our limits. The reader has passed it, and can go on with what follows. */
public final class JsonLimitException extends BadJsonException {
    private static final long serialVersionUID = 1L;

    JsonLimitException(String message) {
        super(message);
    }
}
