package dev.attune.jakarta.internal.rules;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.Features;
import dev.attune.internal.outcome.OutcomeCodes;
import dev.attune.internal.transform.PageTransform;

/**
 * The rules of a site, what they do to its pages, and what is switched on: they go together, so they are replaced together.
 * Immutable.
 *
 * @param codes what stands for the outcomes of pages that shared caches may keep
 */
public record CompiledRules(
        Personalization personalization, PageTransform transform, OutcomeCodes codes, Features features) {}
