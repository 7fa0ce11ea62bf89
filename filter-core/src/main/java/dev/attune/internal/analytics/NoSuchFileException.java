package dev.attune.internal.analytics;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Segment has no such file. */
public final class NoSuchFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchFileException() {
        super("Segment has no such file", null, false, false);
    }

    /** Returns whether a stage has failed for that reason. */
    public static boolean is(@Nullable Throwable failure) {
        return failure instanceof NoSuchFileException
                || (failure instanceof CompletionException && failure.getCause() instanceof NoSuchFileException);
    }
}
