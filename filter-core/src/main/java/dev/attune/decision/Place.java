package dev.attune.decision;

import dev.attune.internal.text.ScalarText;
import org.jspecify.annotations.Nullable;

/** Where a rule finds a value: a trait, or an attribute of the request. */
interface Place {
    /**
     * Returns the value, or null where there is none.
     *
     * @param subject what the rule is asked about: a {@link Subject}, a profile, or a map inside one
     */
    @Nullable
    Object in(@Nullable Object subject);

    /** Returns the attribute of the request, or null for a trait. */
    default @Nullable RequestAttribute attribute() {
        return null;
    }

    /** Returns the value as text, {@code ""} where there is none. */
    default String textIn(Object subject) {
        String text = ScalarText.of(in(subject));
        return text == null ? "" : text;
    }
}
