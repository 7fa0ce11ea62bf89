package dev.attune.jakarta.cdi;

import dev.attune.decision.Personalization;

/** A rule that a bean gives. */
@FunctionalInterface
interface BeanRule {
    /**
     * Adds the rule.
     *
     * @throws IllegalArgumentException if it is wrong; the message is complete
     */
    void addTo(Personalization.Builder site);
}
