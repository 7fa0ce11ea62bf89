package dev.attune.jakarta.internal;

import dev.attune.decision.Decision;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Assignments;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.lookup.PendingProfile;
import dev.attune.jakarta.internal.explain.PageReport.Who;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.visitor.Identification;
import dev.attune.jakarta.internal.visitor.Profiles;
import dev.attune.jakarta.internal.visitor.Robots;
import dev.attune.jakarta.internal.visitor.SignedCookie;
import dev.attune.jakarta.internal.visitor.StickyCookie;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's request: who it is, and the profile once somebody wants it.
 *
 * <p>The app may ask from any of its threads while the filter does: each of them gets the same profile, because a look-up
 * answers the same each time.
 */
public final class Visit implements CurrentVisit.Facts {
    private final HttpServletRequest request;
    private final Site site;
    private final Inspection onlooker;
    private volatile @Nullable PendingProfile lookup;
    private volatile @Nullable Visitor visitor;
    private volatile @Nullable VisitPage page;
    private @Nullable Identification identified;
    /** Written last, so that whoever sees it set sees the field above. */
    private volatile boolean isIdentified;

    Visit(HttpServletRequest request, Site site, Inspection onlooker) {
        this.request = request;
        this.site = site;
        this.onlooker = onlooker;
    }

    /** Returns who looks at the page, apart from its visitor. */
    Inspection onlooker() {
        return onlooker;
    }

    /** Starts the look-up, so that it runs while the app renders. Called on the request's own thread. */
    void expectProfile() {
        if (visitor == null && lookup == null) {
            Profiles profiles = site.profiles();
            ProfileKey key = profiles == null ? null : key();
            if (profiles == null || key == null) {
                visitor = visitor(Profile.unknown());
            } else {
                long start = onlooker.start();
                lookup = site.lookUp(profiles.client(), key, request);
                onlooker.add(ServerTiming::lookup, start);
            }
        }
    }

    /** Names the page that the visit is about; without one, no rule is about what was asked for. */
    void isAbout(VisitPage asked) {
        page = asked;
    }

    /** Returns the profile, waiting within the budget where its look-up is still under way. */
    @Override
    public Profile profile() {
        return visitor().profile();
    }

    @Override
    public Decision decision() {
        VisitPage asked = page;
        return asked == null ? NOBODY.decision() : asked.decision();
    }

    /** Returns the visitor with the profile, waiting within the budget where its look-up is still under way. */
    Visitor visitor() {
        Visitor known = visitor;
        if (known == null) {
            expectProfile();
            PendingProfile pending = lookup;
            long start = onlooker.start();
            Profile found =
                    pending == null ? Profile.unknown() : pending.await().profile();
            onlooker.add(ServerTiming::lookup, start);
            known = visitor(found);
            visitor = known;
        }
        return known;
    }

    /**
     * Returns the visitor as the app may take it: a preview's rules are decided as for somebody who is fully trusted, but it
     * proves nothing of who sent the request.
     */
    public Visitor visitorForApp() {
        Visitor known = visitor();
        return onlooker.isPreview() ? new Visitor(known.profile(), known.key(), Trust.CLAIMED) : known;
    }

    /** Returns the visitor if somebody wanted the profile already, else null. */
    @Nullable
    Visitor knownVisitor() {
        return visitor;
    }

    /** Returns how the look-up came out, or null where there was none, or nobody wanted to know yet. */
    @Nullable
    Lookup outcome() {
        PendingProfile pending = lookup;
        return visitor == null || pending == null ? null : pending.await();
    }

    /** Returns who the visitor is, for an explanation. */
    Who who() {
        if (onlooker.isPreview()) {
            return new Who(
                    onlooker.storedProfile(),
                    "preview",
                    onlooker.visitor(Profile.unknown()).trust());
        }
        Identification known = identified();
        return known == null
                ? new Who(null, hasConsent() ? "no source names anybody" : "not agreed to be known", null)
                : new Who(known.key(), known.means(), known.trust());
    }

    /** A preview shows somebody else: nothing of the visitor's own goes into it. */
    private @Nullable ProfileKey key() {
        if (onlooker.isPreview()) {
            return onlooker.storedProfile();
        }
        Identification known = identified();
        return known == null ? null : known.key();
    }

    private Visitor visitor(Profile profile) {
        if (onlooker.isPreview()) {
            return onlooker.visitor(profile);
        }
        Identification known = identified();
        if (known == null) {
            return Visitor.unknown();
        }
        return site.rules().current().personalization().experiments().isEmpty()
                ? new Visitor(profile, known.key(), known.trust())
                : new Visitor(
                        profile,
                        known.key(),
                        known.trust(),
                        site.identity().idsOf(request, known),
                        StickyCookie.read(request),
                        Assignments.NONE);
    }

    /** Returns who sent the request, or null where nobody is named or the visitor has not agreed to be known. */
    @Nullable
    Identification identified() {
        if (!isIdentified) {
            long start = onlooker.start();
            identified = site.identity().of(request);
            isIdentified = true;
            onlooker.add(ServerTiming::identity, start);
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
    public boolean signIn(HttpServletResponse response, String userId) {
        if (!hasConsent()) {
            return false;
        }
        signedCookie().set(request, response, userId);
        return true;
    }

    /** Lets the browser forget who the visitor is. */
    public void signOut(HttpServletResponse response) {
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
