package dev.attune.jakarta.internal;

import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.outcome.SharedRoute;
import dev.attune.jakarta.internal.response.Sharing;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.visitor.OwnCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether shared caches may keep the answer to one visit of a page that the rules let them keep. They may where the request
 * holds the very code of what is decided for its visitor: a cache that tells pages apart by the code then holds, under each
 * code, only what that code's visitors see. All else stays with its visitor.
 */
final class SharedVisit {
    /** What a cache sends in the place of the code for a visitor who has none. */
    static final String FIRST = "first";

    private static final String COOKIE = "attune_outcome";

    private final HttpServletRequest request;
    private final Visit visit;
    private final CompiledRules inForce;
    private final SharedRoute route;
    private final LatePage late;
    private final boolean isOpen;
    private final boolean isDefault;
    private @Nullable String decided;
    private volatile boolean isRefused;
    private boolean isMadeForAll;

    private SharedVisit(Visit visit, CompiledRules inForce, SharedRoute route, String path) {
        // Not as the app sees it: that one takes every question for the app's.
        request = visit.request();
        this.visit = visit;
        this.inForce = inForce;
        this.route = route;
        isOpen = request.getMethod().equals("GET")
                && request.getHeader("Authorization") == null
                && visit.inspection() == Inspection.NONE
                && visit.hasConsent();
        isDefault = route.isDefaultFirst()
                && mayBeShared()
                && FIRST.equals(given())
                && cookie().values(request).isEmpty();
        late = LatePage.of(inForce, path, isDefault);
    }

    /** Returns how a visit's page may be shared, or null where no rule says that it may. */
    static @Nullable SharedVisit of(Visit visit, CompiledRules inForce, String path) {
        SharedRoute route = RulesAccess.get().sharedRoute(inForce.personalization(), path);
        return route == null ? null : new SharedVisit(visit, inForce, route, path);
    }

    /** Whether the page is that of an unknown visitor, for all who have no code yet. */
    boolean isDefault() {
        return isDefault;
    }

    /** Notes whether the page is made as {@link #late} says. */
    void makeForAll(boolean isForAll) {
        isMadeForAll = isForAll;
    }

    boolean isMadeForAll() {
        return isMadeForAll;
    }

    /** Returns the page as caches keep it. */
    LatePage late() {
        return late;
    }

    /** Returns what shared caches may do with the page. */
    @Nullable
    Sharing sharing() {
        if (isRefused || visit.isReadByApp() || !mayBeShared() || beginsSession() || (!isDefault && visit.hasNewId())) {
            return null;
        }
        String code = isDefault ? FIRST : code();
        String given = given();
        if (code == null || given == null) {
            return null;
        }
        boolean isEqual = MessageDigest.isEqual(
                code.getBytes(StandardCharsets.ISO_8859_1), given.getBytes(StandardCharsets.ISO_8859_1));
        return isEqual ? new Sharing(code, route.age().toSeconds()) : null;
    }

    /** Notes that the page is not what its outcome says. */
    void refuse() {
        isRefused = true;
    }

    /** Whether a person known to the container, a preview or a visitor's own credentials have no part in the request. */
    private boolean mayBeShared() {
        return isOpen && request.getUserPrincipal() == null;
    }

    /** Whether the container will set a session's cookie; not every one has it among the headers at once. */
    private boolean beginsSession() {
        HttpSession session = request.getSession(false);
        String requested = request.getRequestedSessionId();
        return session != null && (session.isNew() || requested == null || !requested.startsWith(session.getId()));
    }

    /** Returns the code in the request; null where there is none, or it is said twice. */
    private @Nullable String given() {
        List<String> values = Collections.list(request.getHeaders(Sharing.HEADER));
        return values.size() == 1 ? values.get(0) : null;
    }

    private @Nullable String code() {
        String known = decided;
        if (known == null) {
            known = inForce.codes().of(RulesAccess.get().outcome(inForce.personalization(), visit.visitor()));
            decided = known;
        }
        return known;
    }

    /**
     * Lets the browser have the code of what is decided for its visitor, until the rules ask for another look. A visitor whose
     * profile could not be read gets none: with it, the page of an unknown visitor would stay.
     */
    void giveCode(HttpServletResponse response) {
        if (!mayBeShared()) {
            return;
        }
        if (isDefault) {
            // From here on the visit tells of its visitor.
            refuse();
            visit.beKnown();
        }
        String code = code();
        if (visit.outcome() instanceof Lookup.Unavailable) {
            return;
        }
        boolean isSet = response.getHeaders("Set-Cookie").stream().anyMatch(cookie -> cookie.startsWith(COOKIE + "="));
        if (code == null || isSet) {
            return;
        }
        response.setHeader(Sharing.HEADER, code);
        if (!cookie().values(request).equals(List.of(code))) {
            cookie().setReadable(request, response, code, age());
        }
    }

    /** A code says what holds on all pages, so it is renewed as often as the one that changes most often. */
    private Duration age() {
        return RulesAccess.get().sharedRoutes(inForce.personalization()).stream()
                .map(SharedRoute::age)
                .min(Duration::compareTo)
                .orElse(route.age());
    }

    private OwnCookie cookie() {
        return new OwnCookie(COOKIE, request.getServletContext().getContextPath(), "Lax");
    }
}
