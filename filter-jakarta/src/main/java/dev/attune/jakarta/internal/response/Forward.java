package dev.attune.jakarta.internal.response;

/** How far the forward to a variation has come. */
enum Forward {
    NONE,
    /** A variation answers; the forward to it has not begun: the app's filters may still answer first. */
    CHOSEN,
    /** The next forward that the filter sees is the one to the variation. */
    BEGUN,
    /** The filter sees the forward, so that it can put the app's own page in the place of one that is not there. */
    WATCHED,
    MISSING
}
