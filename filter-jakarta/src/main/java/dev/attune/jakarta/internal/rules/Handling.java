package dev.attune.jakarta.internal.rules;

/** What becomes of requests for a path. */
public enum Handling {
    PERSONALIZED,
    NO_RULE,
    SKIPPED,
    HIDDEN,
    ENDPOINT
}
