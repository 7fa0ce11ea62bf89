package dev.attune.jakarta.internal;

import dev.attune.decision.Personalization;
import dev.attune.internal.config.SettingSource;
import dev.attune.internal.store.ProfileStore;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * What the filter does with a part of the server that may not be there, such as CDI. Found by {@link java.util.ServiceLoader}
 * in the filter's own JAR; each filter has instances of its own, used by the thread that starts and ends it.
 */
public interface Plugin extends AutoCloseable {
    /**
     * Whether the server has, for this app, what the plugin is for. Asked first; a plugin that answers false is asked nothing
     * else. Must not need the classes that it is for.
     */
    boolean isUsable();

    /** Whether the app shows here that it wants the filter, although it did not declare one. */
    default boolean wantsFilter() {
        return false;
    }

    /** Returns the settings written here, or null for none. */
    default @Nullable SettingSource settings() {
        return null;
    }

    /**
     * Adds the rules given here. May be called more than once.
     *
     * @throws IllegalArgumentException if one is wrong; the message is complete
     */
    default void personalize(Personalization.Builder rules) {}

    /**
     * Begins, before the first request.
     *
     * @param store where profiles are kept, or null for nowhere
     * @throws IllegalArgumentException if the app must not start; the message is complete
     */
    default void start(ServletContext context, @Nullable ProfileStore store) {}

    /** Ends, after the last request. */
    @Override
    default void close() {}
}
