package dev.attune.jakarta;

import dev.attune.lookup.PendingProfile;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's request: who it is, and the profile once somebody wants it.
 *
 * <p>The app may ask from any of its threads while the filter does: each of them gets the same profile, because a look-up
 * answers the same each time.
 */
final class Visit {
    private final HttpServletRequest request;
    private final Site site;
    private volatile @Nullable PendingProfile lookup;
    private volatile @Nullable Profile profile;

    Visit(HttpServletRequest request, Site site) {
        this.request = request;
        this.site = site;
    }

    /** Starts the look-up, so that it runs while the app renders. Called on the request's own thread. */
    void expectProfile() {
        if (profile == null && lookup == null) {
            Profiles profiles = site.profiles();
            ProfileKey key = profiles == null ? null : site.identity().of(request);
            if (profiles == null || key == null) {
                profile = Profile.unknown();
            } else {
                lookup = site.lookUp(profiles.client(), key, request);
            }
        }
    }

    /** Returns the profile, waiting within the budget where its look-up is still under way. */
    Profile profile() {
        Profile known = profile;
        if (known == null) {
            expectProfile();
            PendingProfile pending = lookup;
            known = pending == null ? Profile.unknown() : pending.await().profile();
            profile = known;
        }
        return known;
    }
}
