package dev.attune.internal.store;

/** Another process or web app has the store's directory. */
final class StoreInUseException extends UnusableStoreException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(String message) {
        super(message);
    }
}
