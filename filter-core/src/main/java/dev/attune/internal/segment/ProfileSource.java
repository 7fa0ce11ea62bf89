package dev.attune.internal.segment;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.util.concurrent.CompletionStage;

/** Where whole profiles come from. Thread-safe; calls never block. */
public interface ProfileSource extends AutoCloseable {
    /**
     * Fetches all traits of a visitor. The stage ends in an update without traits where there is no such visitor, and in
     * {@link SourceException} where nothing could be learnt, within a bounded time.
     *
     * @param gate passed before each call that this takes; where it fails, so does the stage
     */
    CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key, CallGate gate);

    /** Lets go of connections and threads. Pulls under way fail. */
    @Override
    void close();
}
