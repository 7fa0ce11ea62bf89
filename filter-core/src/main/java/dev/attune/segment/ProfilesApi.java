package dev.attune.segment;

import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Segment's Profiles API. Thread-safe. */
public final class ProfilesApi implements ProfileSource {
    private ProfilesApi() {}

    /**
     * Opens a client.
     *
     * @param url the API up to and with its version, such as {@code https://profiles.segment.com/v1}
     * @param space the space's id
     * @param token the access token; it reads every profile of the space and appears in no message
     * @param timeout the longest that one call may take, its body included
     */
    public static ProfilesApi open(URI url, String space, String token, Duration timeout) {
        return new ProfilesApi();
    }

    @Override
    public CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key) {
        return CompletableFuture.failedFuture(new SourceException(SourceException.Kind.FAILED, "not open"));
    }

    @Override
    public void close() {}
}
