package dev.attune.internal.store;

/** The store could not do what was asked; trying again later may work. The message is fit for a log. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        // No stack trace: while a store is down there may be one of these per page.
        super(message, null, false, false);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
