package dev.attune.jakarta;

import dev.attune.decision.Visitor;
import dev.attune.lookup.PendingProfile;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    private volatile @Nullable Visitor visitor;
    private @Nullable Identified identified;
    /** Written last, so that whoever sees it set sees the field above. */
    private volatile boolean isIdentified;

    Visit(HttpServletRequest request, Site site) {
        this.request = request;
        this.site = site;
    }

    /** Starts the look-up, so that it runs while the app renders. Called on the request's own thread. */
    void expectProfile() {
        if (visitor == null && lookup == null) {
            Profiles profiles = site.profiles();
            Identified known = profiles == null ? null : identified();
            if (profiles == null || known == null) {
                visitor = visitor(Profile.unknown());
            } else {
                lookup = site.lookUp(profiles.client(), known.key(), request);
            }
        }
    }

    /** Returns the profile, waiting within the budget where its look-up is still under way. */
    Profile profile() {
        return visitor().profile();
    }

    /** Returns the visitor with the profile, waiting within the budget where its look-up is still under way. */
    Visitor visitor() {
        Visitor known = visitor;
        if (known == null) {
            expectProfile();
            PendingProfile pending = lookup;
            known = visitor(
                    pending == null ? Profile.unknown() : pending.await().profile());
            visitor = known;
        }
        return known;
    }

    private Visitor visitor(Profile profile) {
        Identified known = identified();
        return known == null ? Visitor.unknown() : new Visitor(profile, known.key(), known.trust());
    }

    /** Returns who sent the request, or null where nobody is named or the visitor has not agreed to be known. */
    @Nullable
    Identified identified() {
        if (!isIdentified) {
            identified = site.identity().of(request);
            isIdentified = true;
        }
        return identified;
    }

    /** Whether the visitor has agreed to be known: without that, no look-up, no cookie of ours and no event. */
    boolean hasConsent() {
        return site.identity().mayKnow(request);
    }

    /** Whether a person who has agreed to it asks for this page now: what is to be counted is counted on no other. */
    boolean mayBeCounted() {
        return hasConsent() && !Robots.isPrefetch(request) && !Robots.isRobot(request);
    }

    /**
     * Lets the browser keep who the visitor is.
     *
     * @return false where the visitor has not agreed to be known: then nothing is done
     */
    boolean signIn(HttpServletResponse response, String userId) {
        if (!hasConsent()) {
            return false;
        }
        signedCookie().set(request, response, userId);
        return true;
    }

    /** Lets the browser forget who the visitor is. */
    void signOut(HttpServletResponse response) {
        signedCookie().clear(request, response);
    }

    private SignedCookie signedCookie() {
        SignedCookie cookie = site.identity().signedCookie();
        if (cookie == null) {
            throw new IllegalStateException("init parameter 'identity' does not name signed-cookie");
        }
        return cookie;
    }
}
