package dev.attune.internal.store;

/** A store cannot be used as it is set up, so the web app must not start. The message names the store and the reason. */
public sealed class UnusableStoreException extends RuntimeException permits StoreInUseException {
    private static final long serialVersionUID = 1L;

    public UnusableStoreException(String message) {
        super(message);
    }
}
