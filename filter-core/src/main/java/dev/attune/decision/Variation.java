package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * Which page answers a visitor.
 *
 * @param path the path inside the context, decoded and without a query, that serves the page, or null where the app's
 *     own page does
 * @param assignment the experiment that says so, or null where none does
 */
public record Variation(@Nullable String path, @Nullable Assignment assignment) {
    /** The app's own page, by no experiment. */
    public static final Variation OWN_PAGE = new Variation(null, null);

    static Variation of(String path) {
        return new Variation(path, null);
    }

    /** Returns this one at a path that was asked for: to serve that path is the app's own page. */
    Variation at(@Nullable String requested) {
        return path == null || !path.equals(requested) ? this : ownPage();
    }

    /** Returns the app's own page in place of one that cannot be served. */
    public Variation ownPage() {
        return assignment == null ? OWN_PAGE : new Variation(null, assignment);
    }
}
