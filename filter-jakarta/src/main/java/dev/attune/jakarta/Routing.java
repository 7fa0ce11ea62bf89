package dev.attune.jakarta;

import dev.attune.config.SkipList;
import dev.attune.config.VariationsDirect;
import dev.attune.decision.Personalization;
import dev.attune.jakarta.explain.PageReport.Handling;

/** Tells what becomes of requests for a path, before anybody looks at the rules for it. Immutable. */
record Routing(SkipList skip, VariationsDirect variationsDirect) {
    /** @param path the path inside the context, decoded and normalized */
    Handling handling(String path, Personalization rules) {
        if (skip.contains(path)) {
            return Handling.SKIPPED;
        }
        return variationsDirect == VariationsDirect.HIDE && rules.isVariationOnly(path)
                ? Handling.HIDDEN
                : Handling.PERSONALIZED;
    }
}
