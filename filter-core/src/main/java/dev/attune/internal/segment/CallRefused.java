package dev.attune.internal.segment;

/** A webhook call that will never succeed as it is. The message is one clear line for the person who set the webhook up. */
public final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status that says so, 4xx
     * @param message one line
     */
    public CallRefused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the HTTP status that says so. */
    public int status() {
        return status;
    }
}
