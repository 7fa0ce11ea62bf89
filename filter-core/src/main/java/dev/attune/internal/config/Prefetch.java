package dev.attune.internal.config;

/** How a browser's prefetch of a page that depends on the visitor is answered. */
public enum Prefetch {
    /** With the page that the visitor would get. */
    SERVE,
    /** With 503, so that the browser asks again when the visitor goes there. */
    REFUSE
}
