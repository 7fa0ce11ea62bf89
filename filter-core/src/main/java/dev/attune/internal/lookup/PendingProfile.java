package dev.attune.internal.lookup;

/**
 * A look-up under way. Its budget runs from the moment it was started, so that an app that renders meanwhile pays only
 * for the rest.
 */
public interface PendingProfile {
    /**
     * Returns the outcome, waiting for it at most until the budget is used up; the same outcome each time. An interrupt
     * ends the wait as the budget's end does, and stays set.
     */
    Lookup await();

    /** Whether {@link #await} answers at once. */
    boolean isDone();
}
