package dev.attune.decision;

import dev.attune.internal.text.Label;

/** How far it is sure that a visitor is who the request says, in ascending order. */
public enum Trust {
    /** Anyone could have written it: a plain cookie or a header. */
    CLAIMED,
    /** The app has signed it: a cookie with a signature. */
    SIGNED,
    /** The app knows it from the session: the container's principal, or a session attribute that the app set. */
    PRINCIPAL;

    /** Whether this is as much as is needed, or more. */
    public boolean atLeast(Trust needed) {
        return compareTo(needed) >= 0;
    }

    /** Returns the name that rules use, such as {@code principal}. */
    public String label() {
        return Label.of(this);
    }
}
