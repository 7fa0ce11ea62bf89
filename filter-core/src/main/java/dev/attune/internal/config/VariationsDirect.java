package dev.attune.internal.config;

/** What a path that is only ever served as a variation answers to a direct request. */
public enum VariationsDirect {
    /** The page itself, as without Attune. */
    ALLOW,
    /** 404, as if it were not there. */
    HIDE
}
