package dev.attune.internal.binding;

import org.jspecify.annotations.Nullable;

/** How a JSON value becomes a value of one Java type. */
interface Conversion {
    /** Returns the value, or null where the JSON value does not fit: then {@code misfits} knows. */
    @Nullable
    Object of(Object json, Misfits misfits);

    /** Returns what stands for a value that is missing or does not fit. */
    default @Nullable Object absent() {
        return null;
    }
}
