package dev.attune.experiment;

import org.jspecify.annotations.Nullable;

/**
 * The ids that a visitor is bucketed on and that events name: as they were sent, upper and lower case kept, as in the
 * browser and at Segment.
 *
 * @param user the id of a visitor who has logged in, or null
 * @param anonymous the browser's id, or null
 */
public record VisitorIds(@Nullable String user, @Nullable String anonymous) {
    /** A visitor of whom no id is known; in no experiment. */
    public static final VisitorIds NONE = new VisitorIds(null, null);
}
