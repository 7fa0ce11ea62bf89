package dev.attune.internal.store;

/** The file of the embedded store is damaged. The message says how it shows. */
final class DamagedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
