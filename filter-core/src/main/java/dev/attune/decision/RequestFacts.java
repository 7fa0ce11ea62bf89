package dev.attune.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request says, computed when a rule asks for it. Thread-safe, and gives the same answers each time. */
public interface RequestFacts {
    /** No request: nothing of it is known. */
    RequestFacts NONE = attribute -> null;

    /**
     * Returns a text, a number, a boolean or a list of texts, or null where the request does not say. Never throws: what
     * cannot be understood is missing.
     */
    @Nullable
    Object value(RequestAttribute attribute);

    /** Returns when the request came, or null where that is not known. */
    default @Nullable Instant time() {
        return null;
    }
}
