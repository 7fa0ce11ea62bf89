package dev.attune.internal.request;

import dev.attune.decision.RequestAttribute.Kind;
import org.jspecify.annotations.Nullable;

/** Tells where a visitor is, as a network or a database has it. */
public interface Geo {
    /** Believes nothing that a request says of a place. */
    Geo NONE = (kind, source) -> null;

    /**
     * Returns a text, not yet checked, or null where it does not say.
     *
     * @param kind one that {@linkplain Kind#isPlace is a place}, but for {@link Kind#EU}
     */
    @Nullable
    String text(Kind kind, RequestSource source);
}
