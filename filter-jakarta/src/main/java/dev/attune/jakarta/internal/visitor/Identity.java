package dev.attune.jakarta.internal.visitor;

import dev.attune.decision.Trust;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.config.IdentitySource;
import dev.attune.internal.consent.Consent;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells who sent a request, if the visitor has agreed to be known. Immutable and thread-safe. */
public final class Identity {
    private final List<IdentitySource> sources;
    private final String userIdCookie;
    private final String anonymousIdCookie;
    private final boolean cookies;
    private final @Nullable SignedCookie signedCookie;
    private final Consent consent;
    private final String vary;

    /**
     * @param sources where to look, in order
     * @param signedCookie the cookie that the app signs, or null where the sources do not name it
     * @param consent what must hold before any of them is looked at
     */
    Identity(
            List<IdentitySource> sources,
            String userIdCookie,
            String anonymousIdCookie,
            @Nullable SignedCookie signedCookie,
            Consent consent) {
        this.sources = List.copyOf(sources);
        this.userIdCookie = userIdCookie;
        this.anonymousIdCookie = anonymousIdCookie;
        this.cookies = sources.stream().anyMatch(source -> source.kind() == IdentitySource.Kind.COOKIE);
        this.signedCookie = signedCookie;
        this.consent = consent;
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
        return consent.isGivenIn(new RequestSignals(request));
    }

    /** Returns the cookie that the app signs, or null where it would be of no use. */
    @Nullable
    public SignedCookie signedCookie() {
        return signedCookie;
    }

    /** Returns the visitor by the first source that names somebody, or null where none does, or none may be asked. */
    @Nullable
    public Identification of(HttpServletRequest request) {
        if (!mayKnow(request)) {
            return null;
        }
        for (IdentitySource source : sources) {
            Identification visitor = switch (source.kind()) {
                case PRINCIPAL -> principal(request.getUserPrincipal(), source);
                case SESSION -> session(request.getSession(false), source);
                case HEADER -> user(request.getHeader(source.name()), Trust.CLAIMED, source);
                case SIGNED_COOKIE ->
                    signedCookie == null ? null : user(signedCookie.userId(request), Trust.SIGNED, source);
                case COOKIE -> cookie(request, source);
            };
            if (visitor != null) {
                return visitor;
            }
        }
        return null;
    }

    /** Returns the visitor's key by the first source that names somebody, or null where none does. */
    @Nullable
    ProfileKey keyOf(HttpServletRequest request) {
        Identification visitor = of(request);
        return visitor == null ? null : visitor.key();
    }

    /** Returns the ids that experiments bucket on: the browser's own too where a user is known, if cookies count. */
    public VisitorIds idsOf(HttpServletRequest request, @Nullable Identification visitor) {
        if (visitor == null) {
            return VisitorIds.NONE;
        }
        return visitor.ids(cookies ? id(request.getHeaders("Cookie"), anonymousIdCookie) : null);
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

    /** A user id counts before an anonymous one. Browsers may split cookies over several headers (HTTP/2). */
    private @Nullable Identification cookie(HttpServletRequest request, IdentitySource source) {
        Identification user = user(id(request.getHeaders("Cookie"), userIdCookie), Trust.CLAIMED, source);
        return user != null
                ? user
                : identified(
                        ProfileKey.ANONYMOUS_ID,
                        id(request.getHeaders("Cookie"), anonymousIdCookie),
                        Trust.CLAIMED,
                        source);
    }

    /** Returns the first valid id in cookies of a name, or null. */
    private static @Nullable String id(@Nullable Enumeration<String> headers, String cookie) {
        while (headers != null && headers.hasMoreElements()) {
            String id = validId(CookieHeader.id(headers.nextElement(), cookie));
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable Identification user(@Nullable String id, Trust trust, IdentitySource source) {
        return identified(ProfileKey.USER_ID, id, trust, source);
    }

    private static @Nullable Identification identified(
            String type, @Nullable String id, Trust trust, IdentitySource source) {
        String valid = validId(id);
        return valid == null ? null : new Identification(new ProfileKey(type, valid), valid, trust, source);
    }

    private static @Nullable String validId(@Nullable String id) {
        String stripped = id == null ? "" : id.strip();
        return ProfileKey.isValidId(stripped) ? stripped : null;
    }
}
