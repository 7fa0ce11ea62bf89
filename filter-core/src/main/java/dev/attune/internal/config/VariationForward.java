package dev.attune.internal.config;

/** Where in the filter chain the forward to a variation leaves. */
public enum VariationForward {
    /** At the end of the chain, behind the app's own filters. */
    LAST,
    /** At the place of Attune's own filter. */
    HERE
}
