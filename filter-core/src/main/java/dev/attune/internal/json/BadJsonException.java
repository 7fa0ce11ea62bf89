package dev.attune.internal.json;

/** A text is not JSON, or breaks one of Attune's limits for JSON. The message says which, and nothing of the text. */
public class BadJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    public BadJsonException(String message) {
        this(message, -1, -1);
    }

    BadJsonException(String message, long line, long column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** Returns the line of the mistake, from 1, or -1 where it is not known. */
    public long line() {
        return line;
    }

    /** Returns the column of the mistake, from 1, or -1 where it is not known. */
    public long column() {
        return column;
    }
}
