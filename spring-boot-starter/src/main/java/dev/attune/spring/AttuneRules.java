package dev.attune.spring;

import dev.attune.decision.Personalization;

/**
 * Rules that a Spring Boot app gives by code. Each bean of this type is called once, when the filter starts, in the order of
 * Spring's {@code @Order}. Rules of beans come before those of the rules file.
 */
@FunctionalInterface
public interface AttuneRules {
    /**
     * Adds rules. Functions given to {@code rules} run on many threads at once and never get null.
     *
     * @throws RuntimeException stops the start of the app
     */
    void personalize(Personalization.Builder rules);
}
