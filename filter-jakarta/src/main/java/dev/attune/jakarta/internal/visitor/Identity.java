package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Trust;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.config.IdentitySource;
import dev.attune.internal.consent.Consent;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request, if the visitor has agreed to be known. Immutable and thread-safe.
 *
 * <p>Total: a source that fails, or names no visitor, leaves the question to the next one.
 */
public final class Identity {
    private final List<IdentitySource> sources;
    private final String userIdCookie;
    private final String anonymousIdCookie;
    private final boolean cookies;
    private final @Nullable SignedCookie signedCookie;
    private final BrowserIds browserIds;
    private final Consent consent;
    private final BiConsumer<String, Throwable> failures;
    private final String vary;

    /**
     * @param sources where to look, in order
     * @param signedCookie the cookie that the app signs, or null where the sources do not name it
     * @param browserIds the anonymous ids that Attune gives
     * @param consent what must hold before any of them is looked at
     * @param failures takes what a source threw, and the problem in words that name no visitor
     */
    Identity(
            List<IdentitySource> sources,
            String userIdCookie,
            String anonymousIdCookie,
            @Nullable SignedCookie signedCookie,
            BrowserIds browserIds,
            Consent consent,
            BiConsumer<String, Throwable> failures) {
        this.sources = List.copyOf(sources);
        this.userIdCookie = userIdCookie;
        this.anonymousIdCookie = anonymousIdCookie;
        this.cookies = sources.stream().anyMatch(source -> source.kind() == IdentitySource.Kind.COOKIE);
        this.signedCookie = signedCookie;
        this.browserIds = browserIds;
        this.consent = consent;
        this.failures = failures;
        Stream<String> naming = sources.stream().flatMap(source -> switch (source.kind()) {
            // A container may know its users by a session cookie or by credentials in each request.
            case PRINCIPAL -> Stream.of("Authorization", "Cookie");
            case SESSION, SIGNED_COOKIE, COOKIE -> Stream.of("Cookie");
            case HEADER -> Stream.of(source.name());
        });
        this.vary = Stream.concat(naming, consent.headers().stream()).distinct().collect(Collectors.joining(", "));
    }

    /** Returns the request headers that tell visitors apart, as a {@code Vary} value. */
    public String vary() {
        return vary;
    }

    /** Whether the visitor has agreed to be known. */
    public boolean mayKnow(HttpServletRequest request) {
        return !consent.isNeeded()
                || Boolean.TRUE.equals(guarded("consent", () -> consent.isGivenIn(new RequestSignals(request))));
    }

    /** Returns the cookie that the app signs, or null where it would be of no use. */
    @Nullable
    public SignedCookie signedCookie() {
        return signedCookie;
    }

    /** Returns the anonymous ids that Attune gives to browsers. */
    public BrowserIds browserIds() {
        return browserIds;
    }

    /** Returns the id that Attune has given a browser, or null where it has none, or cookies do not count. */
    public @Nullable BrowserId browserId(HttpServletRequest request) {
        return countsCookies() ? guarded("the cookie " + BrowserIds.COOKIE, () -> browserIds.of(request)) : null;
    }

    /** Whether cookies of analytics.js tell who the visitor is. */
    public boolean countsCookies() {
        return cookies;
    }

    /** Returns the visitor as {@link #of(HttpServletRequest, BrowserId)} does, where Attune gives no ids. */
    @Nullable
    public Identification of(HttpServletRequest request) {
        return of(request, null);
    }

    /**
     * Returns the visitor by the first source that names somebody, or null where none does, or none may be asked.
     *
     * @param own the id that Attune has given the browser, or null where it gives none
     */
    @Nullable
    public Identification of(HttpServletRequest request, @Nullable BrowserId own) {
        if (!mayKnow(request)) {
            return null;
        }
        for (int i = 0; i < sources.size(); i++) {
            Identification visitor = ask(sources.get(i), request, own);
            if (visitor != null) {
                return visitor;
            }
        }
        return null;
    }

    private @Nullable Identification ask(IdentitySource source, HttpServletRequest request, @Nullable BrowserId own) {
        try {
            return named(source, request, own);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            failed("the identity source " + source, failure);
            return null;
        }
    }

    private @Nullable Identification named(IdentitySource source, HttpServletRequest request, @Nullable BrowserId own) {
        return switch (source.kind()) {
            case PRINCIPAL -> principal(request.getUserPrincipal(), source);
            case SESSION -> session(request.getSession(false), source);
            case HEADER -> header(request.getHeaders(source.name()), source);
            case SIGNED_COOKIE ->
                signedCookie == null ? null : user(signedCookie.userId(request), Trust.SIGNED, source);
            case COOKIE -> cookie(request, source, own);
        };
    }

    /** Containers and the app's own objects answer here, and what they throw costs the visitor what was asked for, no page. */
    private <T> @Nullable T guarded(String asked, Supplier<? extends @Nullable T> answer) {
        try {
            return answer.get();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            failed(asked, failure);
            return null;
        }
    }

    private void failed(String asked, Throwable failure) {
        failures.accept(asked + " threw " + failure.getClass().getName(), failure);
    }

    /** Returns the visitor's key by the first source that names somebody, or null where none does. */
    @Nullable
    ProfileKey keyOf(HttpServletRequest request) {
        Identification visitor = of(request);
        return visitor == null ? null : visitor.key();
    }

    /** Returns the ids that experiments bucket on: the browser's own too where a user is known, if cookies count. */
    public VisitorIds idsOf(HttpServletRequest request, @Nullable Identification visitor) {
        return idsOf(request, visitor, null);
    }

    /** Returns the ids as {@link #idsOf(HttpServletRequest, Identification)} does, with the one that Attune has given. */
    VisitorIds idsOf(HttpServletRequest request, @Nullable Identification visitor, @Nullable BrowserId own) {
        if (visitor == null) {
            return VisitorIds.NONE;
        }
        if (own != null) {
            return visitor.ids(own.text());
        }
        return visitor.ids(
                cookies
                        ? guarded(
                                "the cookie of anonymous visitors",
                                () -> CookieHeader.id(request.getHeaders("Cookie"), anonymousIdCookie))
                        : null);
    }

    /** Returns which variations of experiments the browser keeps. */
    Assignments assignmentsOf(HttpServletRequest request) {
        Assignments kept = guarded("the cookie of experiments", () -> StickyCookie.read(request));
        return kept == null ? Assignments.NONE : kept;
    }

    private static @Nullable Identification principal(@Nullable Principal principal, IdentitySource source) {
        return principal == null ? null : user(principal.getName(), Trust.PRINCIPAL, source);
    }

    private static @Nullable Identification session(@Nullable HttpSession session, IdentitySource source) {
        if (session == null) {
            return null;
        }
        Object value;
        try {
            value = session.getAttribute(source.name());
        } catch (IllegalStateException invalidated) {
            // Another request of the same visitor logged out in between.
            return null;
        }
        return value == null ? null : user(value.toString(), Trust.PRINCIPAL, source);
    }

    /** A proxy may append a header to the one that a browser has sent, so of two that differ neither can be believed. */
    private static @Nullable Identification header(@Nullable Enumeration<String> values, IdentitySource source) {
        Identification visitor = null;
        while (values != null && values.hasMoreElements()) {
            Identification named = user(values.nextElement().strip(), Trust.CLAIMED, source);
            if (named == null || (visitor != null && !named.key().equals(visitor.key()))) {
                return null;
            }
            visitor = visitor == null ? named : visitor;
        }
        return visitor;
    }

    /** A user id counts before an anonymous one. Browsers may split cookies over several headers (HTTP/2). */
    private @Nullable Identification cookie(
            HttpServletRequest request, IdentitySource source, @Nullable BrowserId own) {
        Identification user = user(CookieHeader.id(request.getHeaders("Cookie"), userIdCookie), Trust.CLAIMED, source);
        return user != null
                ? user
                : identified(
                        ProfileKey.ANONYMOUS_ID,
                        own == null ? CookieHeader.id(request.getHeaders("Cookie"), anonymousIdCookie) : own.text(),
                        Trust.CLAIMED,
                        source);
    }

    private static @Nullable Identification user(@Nullable String id, Trust trust, IdentitySource source) {
        return identified(ProfileKey.USER_ID, id, trust, source);
    }

    private static @Nullable Identification identified(
            String type, @Nullable String id, Trust trust, IdentitySource source) {
        ProfileKey key = ProfileKey.of(type, id);
        return key == null || id == null ? null : new Identification(key, id, trust, source);
    }
}
