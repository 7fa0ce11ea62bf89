package dev.attune.internal.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may show it: the type thrown and where, without a message. Messages quote values, as that of a
 * {@link NumberFormatException} does, and values here are visitors' ids and traits.
 */
final class Unquoted extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_CAUSES = 8;

    private Unquoted(Throwable failure, int causes) {
        super(
                failure.getClass().getName(),
                failure.getCause() == null || causes == 0 ? null : new Unquoted(failure.getCause(), causes - 1),
                false,
                true);
        setStackTrace(failure.getStackTrace());
    }

    static @Nullable Unquoted of(@Nullable Throwable failure) {
        return failure == null ? null : new Unquoted(failure, MOST_CAUSES);
    }
}
