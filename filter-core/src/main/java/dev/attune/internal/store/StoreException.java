package dev.attune.internal.store;

/** The store could not do its work; a later try may succeed. The message is fit for a log. */
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
