package dev.attune.jakarta.internal.explain;

import dev.attune.internal.runtime.Sha256;
import dev.attune.internal.token.SignedToken;
import dev.attune.internal.token.SignedTokens;
import dev.attune.internal.token.SigningKeys;
import dev.attune.jakarta.internal.visitor.OwnCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may have pages explained: a caller that shows the key in the request header {@value #HEADER}, or has given it to the form
 * within the last hour. Thread-safe.
 *
 * <p>The browser then holds a token that is good only for this, never the key.
 */
public final class ExplainAccess {
    /** The request header that carries the key, and the response header that carries the explanation. */
    public static final String HEADER = "Attune-Explain";

    private static final Duration SESSION = Duration.ofHours(1);
    private static final int MOST_FAILURES_A_MINUTE = 30;

    private final List<byte[]> keys = new ArrayList<>();
    private final SignedTokens sessions;
    private final OwnCookie cookie;
    private final InstantSource clock;
    private long minute;
    private int failures;

    /** @param keys the setting {@code explainKey} */
    public ExplainAccess(String keys, String contextPath, InstantSource clock) {
        for (String key : keys.split(",", -1)) {
            this.keys.add(Sha256.of(key.strip()));
        }
        this.sessions = SigningKeys.parse(keys).tokensFor("explain at " + contextPath);
        this.cookie = new OwnCookie("attune-explain", contextPath, "Strict");
        this.clock = clock;
    }

    /** How a request may have pages explained. */
    public enum Grant {
        NONE,
        /** By a cookie, which a browser also sends where a script of the site asks. */
        SESSION,
        KEY
    }

    public Grant of(HttpServletRequest request) {
        String key = request.getHeader(HEADER);
        if (key != null) {
            return isKey(key) ? Grant.KEY : Grant.NONE;
        }
        SignedToken session = cookie.<SignedToken>first(request, token -> sessions.read(token, clock.instant()));
        return session == null ? Grant.NONE : Grant.SESSION;
    }

    /** What came of a key that was given to the form. */
    enum Entry {
        OPEN,
        WRONG,
        /** Too many wrong keys within the minute, from all callers together; the key was not looked at. */
        LATER
    }

    /** Opens a session for a browser that gives the key. */
    Entry enter(String key, HttpServletRequest request, HttpServletResponse response) {
        if (!mayTry()) {
            return Entry.LATER;
        }
        if (!isKey(key)) {
            failed();
            return Entry.WRONG;
        }
        cookie.set(request, response, sessions.sign("explain", clock.instant(), SESSION), SESSION);
        return Entry.OPEN;
    }

    void leave(HttpServletRequest request, HttpServletResponse response) {
        cookie.remove(request, response);
    }

    /** Compares digests, all of them, so that the time that it takes tells nothing of a key. */
    private boolean isKey(String given) {
        byte[] digest = Sha256.of(given);
        boolean found = false;
        for (byte[] key : keys) {
            found |= MessageDigest.isEqual(digest, key);
        }
        return found;
    }

    private synchronized boolean mayTry() {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            failures = 0;
        }
        return failures < MOST_FAILURES_A_MINUTE;
    }

    private synchronized void failed() {
        failures++;
    }
}
