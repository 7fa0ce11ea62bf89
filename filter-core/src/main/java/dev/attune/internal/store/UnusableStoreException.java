package dev.attune.internal.store;

/** A store cannot be used as it is set up; a web app had better not start. The message names the store and the reason. */
public final class UnusableStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableStoreException(String message) {
        super(message);
    }
}
