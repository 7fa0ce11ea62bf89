package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.token.SignedToken;
import dev.attune.internal.token.SignedTokens;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which the app says, under its own signature, which user a browser belongs to. Immutable and thread-safe.
 *
 * <p>It is not bound to a session: it is there to outlive sessions, and those who can take it from a browser can take the
 * session's cookie as well.
 */
public final class SignedCookie {
    private final OwnCookie cookie;
    private final SignedTokens tokens;
    private final Duration age;
    private final InstantSource clock;

    /**
     * @param age how long it is valid
     * @param contextPath the app's, {@code ""} for the root
     */
    SignedCookie(String name, SignedTokens tokens, Duration age, String contextPath, InstantSource clock) {
        this.cookie = new OwnCookie(name, contextPath, "Lax");
        this.tokens = tokens;
        this.age = age;
        this.clock = clock;
    }

    /** Returns the user in the first valid cookie of the name, or null. An older age is no longer good enough. */
    @Nullable
    String userId(HttpServletRequest request) {
        Instant now = clock.instant();
        return cookie.<String>first(request, value -> {
            SignedToken token = tokens.read(value, now);
            return token != null && now.isBefore(token.issuedAt().plus(age)) ? token.content() : null;
        });
    }

    /**
     * Sets the cookie.
     *
     * @throws IllegalArgumentException if the text can be no user id
     * @throws IllegalStateException if the response is committed
     */
    public void set(HttpServletRequest request, HttpServletResponse response, String userId) {
        if (ProfileKey.of(ProfileKey.USER_ID, userId) == null) {
            throw new IllegalArgumentException(
                    "a user id has 1 to " + ProfileKey.MAX_ID_LENGTH
                            + " characters, without control characters and outer white space, and is no placeholder such as null");
        }
        checkChangeable(response);
        cookie.set(request, response, tokens.sign(userId, clock.instant(), age), age);
        keepFromCaches(response);
    }

    /**
     * Takes the cookie away.
     *
     * @throws IllegalStateException if the response is committed
     */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        checkChangeable(response);
        cookie.remove(request, response);
        keepFromCaches(response);
    }

    private static void checkChangeable(HttpServletResponse response) {
        if (response.isCommitted()) {
            throw new IllegalStateException("the response is committed, so its cookies are too");
        }
    }

    /** A cache that kept this answer would sign others in. Beside what the app says, the strictest counts (RFC 9111). */
    private static void keepFromCaches(HttpServletResponse response) {
        response.addHeader("Cache-Control", "no-store");
    }
}
