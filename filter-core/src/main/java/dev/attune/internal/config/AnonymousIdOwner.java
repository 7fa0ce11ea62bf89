package dev.attune.internal.config;

/** Who gives a browser its anonymous id. */
public enum AnonymousIdOwner {
    /** analytics.js, when it first runs. */
    BROWSER,
    /** Attune, with the first page. */
    SERVER
}
