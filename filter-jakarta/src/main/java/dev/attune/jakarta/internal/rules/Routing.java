package dev.attune.jakarta.internal.rules;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.SkipList;
import dev.attune.internal.config.VariationsDirect;

/** Tells what becomes of requests for a path, before anybody looks at the rules for it. Immutable. */
public record Routing(SkipList skip, VariationsDirect variationsDirect) {
    /**
     * Returns what becomes of a request.
     *
     * @param path the path inside the context, decoded and normalized
     */
    public Handling handling(String path, Personalization rules) {
        if (skip.contains(path)) {
            return Handling.SKIPPED;
        }
        return variationsDirect == VariationsDirect.HIDE && rules.isVariationOnly(path)
                ? Handling.HIDDEN
                : Handling.PERSONALIZED;
    }
}
