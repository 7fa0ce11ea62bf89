package dev.attune.internal.segment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A profile could not be fetched. The message is fit for a log: it names no visitor and no secret. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was, which decides how soon one may ask again. */
    public enum Kind {
        /** The server failed: it cannot be reached, takes too long, or says that it is unwell. */
        FAILED,
        /** The server failed, for all calls or only for this visitor's id: Segment answers 500 to some ids. */
        UNCLEAR,
        /** This visitor's id is not accepted, or the answer cannot be read; others' may well be. */
        REJECTED,
        /** Too many calls; ask again after {@link SourceException#retryAfter()}. */
        RATE_LIMITED,
        /** The token or the space is not accepted; asking again is of no use until someone changes that. */
        REFUSED
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public SourceException(Kind kind, String message, @Nullable Duration retryAfter) {
        // No stack trace: it would say only that an answer came in, and failures may be many.
        super(message, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public SourceException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns how long the server asked to wait, or null where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
