package dev.attune.jakarta.internal.rules;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.Prefetch;
import dev.attune.internal.config.SkipList;
import dev.attune.internal.config.VariationForward;
import dev.attune.internal.config.VariationsDirect;

/** Tells what becomes of requests for a path, before its rules decide. Immutable. */
public record Routing(
        SkipList skip, VariationsDirect variationsDirect, VariationForward variationForward, Prefetch prefetch) {

    /** Returns whether the forward to a variation waits for the end of the filter chain, where there is a filter for it. */
    public boolean isForwardLast() {
        return variationForward == VariationForward.LAST;
    }

    /**
     * Returns what becomes of a request.
     *
     * @param path the path inside the context, decoded and normalized
     * @param isReading whether the request only reads: a form on a variation sends its fields to the variation's own path
     */
    public Handling handling(String path, boolean isReading, Personalization rules) {
        if (variationsDirect == VariationsDirect.HIDE && isReading && rules.isVariationOnly(path)) {
            return Handling.HIDDEN;
        }
        return skip.contains(path) ? Handling.SKIPPED : Handling.PERSONALIZED;
    }
}
