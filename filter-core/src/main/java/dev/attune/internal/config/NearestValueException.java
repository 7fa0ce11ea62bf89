package dev.attune.internal.config;

import dev.attune.internal.text.NearestName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A value that is most likely a misspelt one. The message names the right one only, so it may be shown for a secret too. */
final class NearestValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private NearestValueException(@Nullable String message) {
        super(message);
    }

    static NearestValueException of(String typed, Collection<String> names) {
        String nearest = NearestName.to(typed, names);
        return new NearestValueException(nearest == null ? null : "did you mean '" + nearest + "'?");
    }

    /** A value that lacks a part. */
    static NearestValueException suggesting(String value) {
        return new NearestValueException("did you mean '" + value + "'?");
    }
}
