package dev.attune.jakarta.internal;

import dev.attune.decision.Decision;
import dev.attune.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The visit that the calling thread serves: from the filter on through the app, in forwards and asynchronous dispatches, and
 * in what the app hands to {@code AsyncContext.start}. For code without a request, such as CDI injection and EL. Code that
 * has the request calls {@code PersonalizationFilter.profile}.
 *
 * <p>Profiles and decisions are values: once read, they may go to any thread.
 */
public final class CurrentVisit {
    private static final ThreadLocal<@Nullable Facts> FACTS = new ThreadLocal<>();

    private CurrentVisit() {}

    /** What the app may ask about a visit. */
    public interface Facts {
        /** A request that the filter passes over. */
        Facts NONE = new Facts() {
            @Override
            public Profile profile() {
                return Profile.unknown();
            }

            @Override
            public Decision decision() {
                return new Decision(null, null, null, List.of());
            }
        };

        Profile profile();

        Decision decision();
    }

    /** Whether the thread serves a request that has come through the filter. */
    public static boolean isThere() {
        return FACTS.get() != null;
    }

    /**
     * Returns the visitor's profile, looking it up within the profile budget if no code did yet; {@link Profile#unknown()} on
     * paths that the filter skips.
     *
     * @throws IllegalStateException if the thread serves no request that has come through the filter
     */
    public static Profile profile() {
        return facts().profile();
    }

    /**
     * Returns what follows from the profile for the page that was asked for; an empty decision where no rule is about it.
     *
     * @throws IllegalStateException if the thread serves no request that has come through the filter
     */
    public static Decision decision() {
        return facts().decision();
    }

    private static Facts facts() {
        Facts facts = FACTS.get();
        if (facts == null) {
            throw new IllegalStateException(
                    "Attune: this thread serves no visitor. A profile can be read in a request that has"
                            + " come through the PersonalizationFilter, on its own thread or in AsyncContext.start; for any other"
                            + " thread read it before, and hand over the value");
        }
        return facts;
    }

    /** Begins a visit on this thread, until {@link #leave}; returns what {@code leave} needs. */
    public static @Nullable Facts enter(Facts facts) {
        Facts before = FACTS.get();
        FACTS.set(facts);
        return before;
    }

    /** Changes the visit of this thread, which has entered one before. */
    static void set(Facts facts) {
        FACTS.set(facts);
    }

    public static void leave(@Nullable Facts before) {
        if (before == null) {
            FACTS.remove();
        } else {
            FACTS.set(before);
        }
    }

    /** Returns the task as one that serves this visit, on whatever thread it runs. */
    static Runnable serving(Facts facts, Runnable task) {
        return () -> {
            Facts before = enter(facts);
            try {
                task.run();
            } finally {
                leave(before);
            }
        };
    }
}
