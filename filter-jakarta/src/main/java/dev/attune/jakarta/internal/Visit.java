package dev.attune.jakarta.internal;

import dev.attune.decision.Decision;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.lookup.PendingProfile;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.response.AsyncContexts;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.visitor.AskedRequest;
import dev.attune.jakarta.internal.visitor.BrowserId;
import dev.attune.jakarta.internal.visitor.BrowserIds;
import dev.attune.jakarta.internal.visitor.Identification;
import dev.attune.jakarta.internal.visitor.Identity;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.Robots;
import dev.attune.jakarta.internal.visitor.SignedCookie;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's request: who it is, and the profile once it is wanted.
 *
 * <p>The app may ask from any of its threads while the filter does: each of them gets the same profile, because a look-up
 * answers the same each time. The rules are those that were in force when the request came.
 */
public final class Visit implements CurrentVisit.Facts {
    /** The request attribute under which the app reads the visitor's profile. */
    public static final String PROFILE_ATTRIBUTE = "dev.attune.profile";

    /** Holds the visit of a request that this or another instance of the filter has taken on. */
    private static final String ATTRIBUTE = Visit.class.getName();

    private static final AtomicReferenceFieldUpdater<Visit, Reading> READING =
            AtomicReferenceFieldUpdater.newUpdater(Visit.class, Reading.class, "reading");

    private final HttpServletRequest request;
    private final Recognition recognition;
    private final CompiledRules inForce;
    private final Inspection inspection;
    private final AskedRequest said;
    private final boolean mayGetId;
    private @Nullable AsyncContexts asyncContexts;
    private volatile @Nullable PendingProfile lookup;
    private volatile @Nullable Visitor visitor;
    private volatile @Nullable Supplier<Decision> decision;
    /** Null while the app has read nothing of the visitor. */
    private volatile @Nullable Reading reading;

    private @Nullable Identification identified;
    private @Nullable BrowserId browserId;
    /** Written last, so that a thread that sees it set sees the field above. */
    private volatile boolean isIdentified;

    private enum Reading {
        READ,
        /** The page is in a shared cache: it must not say anything of its visitor any more. */
        TOO_LATE
    }

    private Visit(
            HttpServletRequest request,
            Recognition recognition,
            CompiledRules inForce,
            Inspection inspection,
            AskedRequest said,
            boolean mayGetId) {
        this.request = request;
        this.recognition = recognition;
        this.inForce = inForce;
        this.inspection = inspection;
        this.said = said;
        this.mayGetId = mayGetId;
    }

    /** Returns the rules that were in force when the request came. */
    CompiledRules rules() {
        return inForce;
    }

    synchronized AsyncContexts asyncContexts() {
        AsyncContexts known = asyncContexts;
        if (known == null) {
            known = new AsyncContexts();
            asyncContexts = known;
        }
        return known;
    }

    /**
     * Begins the visit of a request; {@link #of} finds it from now on.
     *
     * @param mayGetId whether a browser that has no id yet gets one with the answer, if Attune gives them
     */
    static Visit begin(
            HttpServletRequest request,
            Recognition recognition,
            CompiledRules inForce,
            Inspection inspection,
            AskedRequest said,
            boolean mayGetId) {
        Visit visit = new Visit(request, recognition, inForce, inspection, said, mayGetId);
        request.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    /** Returns the visit of a request, or null where no filter has taken it on. */
    public static @Nullable Visit of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Visit visit ? visit : null;
    }

    /** Returns what the app may ask about the visit of a request. */
    public static CurrentVisit.Facts factsOf(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof CurrentVisit.Facts facts ? facts : CurrentVisit.Facts.NONE;
    }

    /** Returns what a preview or an explanation adds to the request. */
    Inspection inspection() {
        return inspection;
    }

    /** Starts the look-up, so that it runs while the app renders. Called on the request's own thread. */
    void expectProfile() {
        if (visitor == null && lookup == null) {
            long start = inspection.start();
            PendingProfile started = recognition.lookUp(key(), request);
            inspection.add(ServerTiming::lookup, start);
            if (started == null) {
                visitor = visitor(Profile.unknown());
            } else {
                lookup = started;
            }
        }
    }

    /** Names the decision about the page that the request asks for; without a page, no rule is about the request. */
    void setDecision(Supplier<Decision> about) {
        decision = about;
    }

    /** Returns the profile, waiting within the budget where its look-up is still under way. */
    @Override
    public Profile profile() {
        return mayRead() ? visitor().profile() : Profile.unknown();
    }

    /** Tells whether the app may read what is known of the visitor, and notes that it does. */
    private boolean mayRead() {
        return READING.compareAndSet(this, null, Reading.READ) || reading == Reading.READ;
    }

    /** Notes that the app reads something of the visitor's. */
    void noteReading() {
        var unused = mayRead();
    }

    boolean isReadByApp() {
        return reading == Reading.READ;
    }

    /** Shows the app an unknown visitor from now on, if it has read nothing yet. */
    void closeToApp() {
        READING.compareAndSet(this, null, Reading.TOO_LATE);
    }

    /** Takes the visitor for an unknown one of whose request nothing is known. */
    void beUnknown() {
        visitor = Visitor.unknown();
        closeToApp();
    }

    /** Takes the visitor for what they are again, once the page of an unknown one is made. The app goes on seeing that one. */
    void beKnown() {
        visitor = null;
    }

    @Override
    public Decision decision() {
        Supplier<Decision> about = decision;
        return about != null && mayRead() ? about.get() : CurrentVisit.Facts.NONE.decision();
    }

    /** Returns the visitor with the profile, waiting within the budget where its look-up is still under way. */
    Visitor visitor() {
        Visitor known = visitor;
        if (known == null) {
            expectProfile();
            PendingProfile pending = lookup;
            long start = inspection.start();
            Profile found =
                    pending == null ? Profile.unknown() : pending.await().profile();
            inspection.add(ServerTiming::lookup, start);
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
        if (!mayRead()) {
            return Visitor.unknown();
        }
        Visitor known = visitor();
        return inspection.isPreview()
                ? new Visitor(known.profile(), known.key(), Trust.CLAIMED).withRequest(said)
                : known;
    }

    /** Returns the visitor if some code wanted the profile already, else null. */
    @Nullable
    Visitor knownVisitor() {
        return visitor;
    }

    /** Returns how the look-up came out, or null where there was none, or no code wanted to know yet. */
    @Nullable
    Lookup outcome() {
        PendingProfile pending = lookup;
        return visitor == null || pending == null ? null : pending.await();
    }

    /** Returns who the visitor is, for an explanation. */
    Who who() {
        return inspection.isPreview()
                ? new Who(
                        inspection.storedProfile(),
                        "preview",
                        inspection.visitor(Profile.unknown()).trust())
                : recognition.who(request, identified());
    }

    /** A preview shows another visitor: nothing of the visitor's own goes into it. */
    private @Nullable ProfileKey key() {
        if (inspection.isPreview()) {
            return inspection.storedProfile();
        }
        Identification known = identified();
        BrowserId own = browserId;
        // Nothing can be known of a browser whose id is new.
        return known == null || (own != null && own.isNew() && known.id().equals(own.text())) ? null : known.key();
    }

    private Visitor visitor(Profile profile) {
        return inspection.isPreview()
                ? inspection.visitor(profile).withRequest(said)
                : recognition.visitor(profile, identified(), browserId(), inForce.personalization(), request, said);
    }

    /** Returns the request headers that tell answers apart: those that name the visitor, and those that rules have read. */
    String vary() {
        String read = said.vary();
        String vary = recognition.identity().vary();
        return read.isEmpty() ? vary : vary + ", " + read;
    }

    /** Returns who sent the request, or null for a visitor without an id or one who has not agreed to be known. */
    @Nullable
    Identification identified() {
        if (!isIdentified) {
            long start = inspection.start();
            browserId = findBrowserId();
            identified = recognition.identity().of(request, browserId);
            isIdentified = true;
            inspection.add(ServerTiming::identity, start);
        }
        return identified;
    }

    /** Returns the id that Attune has given the browser or gives it now, or null where it gives none. */
    @Nullable
    BrowserId browserId() {
        var unused = identified();
        return browserId;
    }

    /** Whether the browser gets its id with this very answer. */
    boolean hasNewId() {
        BrowserId own = browserId();
        return own != null && own.isNew();
    }

    /** Returns the request as it came to the filter. */
    HttpServletRequest request() {
        return request;
    }

    BrowserIds browserIds() {
        return recognition.identity().browserIds();
    }

    private @Nullable BrowserId findBrowserId() {
        Identity identity = recognition.identity();
        if (!inForce.features().serverIds() || inspection.isPreview() || !identity.countsCookies() || !mayBeCounted()) {
            return null;
        }
        BrowserId known = identity.browserId(request);
        return known == null && mayGetId ? identity.browserIds().next() : known;
    }

    /** Returns whether the visitor has agreed to be known: without that, no look-up, no cookie of Attune's and no event. */
    boolean hasConsent() {
        return recognition.identity().mayKnow(request);
    }

    /** Whether a person asks for this page who has agreed to be counted. */
    boolean mayBeCounted() {
        return hasConsent() && !Robots.isRobot(request);
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
        SignedCookie cookie = recognition.identity().signedCookie();
        if (cookie == null) {
            throw new IllegalStateException("init parameter 'identity' does not name signed-cookie");
        }
        return cookie;
    }
}
