package dev.attune.jakarta.internal.response;

/** How far the forward to a variation has come. */
enum Forward {
    NONE,
    CHOSEN,
    /** The filter sees the forward, so that it can put the app's own page in the place of one that is not there. */
    WATCHED,
    MISSING
}
