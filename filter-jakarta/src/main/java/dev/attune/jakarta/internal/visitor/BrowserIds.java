package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.segment.PercentEncoding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The anonymous ids that Attune gives to browsers, in a cookie that no script reads. An id that analytics.js has given comes
 * first and is taken over: some browsers forget what scripts have written after seven days. Immutable and thread-safe.
 */
public final class BrowserIds {
    /** The cookie's name. */
    public static final String COOKIE = "attune_aid";

    private static final Duration AGE = Duration.ofDays(365);

    private final String analyticsCookie;
    private final OwnCookie cookie;
    private final Supplier<UUID> random;

    /**
     * @param analyticsCookie the cookie in which analytics.js keeps its own
     * @param domain the domain that the cookie goes to, or null for the host that sets it
     * @param random makes new ids
     */
    public BrowserIds(String analyticsCookie, @Nullable String domain, Supplier<UUID> random) {
        this.analyticsCookie = analyticsCookie;
        // As the cookies of analytics.js, it belongs to all apps of the host.
        this.cookie = new OwnCookie(COOKIE, "", "Lax", domain);
        this.random = random;
    }

    /** Returns the id that a browser has, or null. */
    public @Nullable BrowserId of(HttpServletRequest request) {
        String given = CookieHeader.id(request.getHeaders("Cookie"), analyticsCookie);
        String known = given == null ? kept(request) : given;
        return known == null ? null : new BrowserId(known, false);
    }

    /** Returns a new id. */
    public BrowserId next() {
        return new BrowserId(random.get().toString(), true);
    }

    /** Lets the browser keep its id, where it does not yet. */
    public void keep(BrowserId id, HttpServletRequest request, HttpServletResponse response) {
        String value = PercentEncoding.segment(id.text());
        boolean isReadable = id.text().equals(CookieHeader.decode(value));
        boolean isSet = response.getHeaders("Set-Cookie").stream().anyMatch(set -> set.startsWith(COOKIE + "="));
        if (isReadable && !isSet && !id.text().equals(kept(request)) && !response.isCommitted()) {
            cookie.set(request, response, value, AGE);
        }
    }

    /** Lets the browser forget it. */
    public void forget(HttpServletRequest request, HttpServletResponse response) {
        if (!cookie.values(request).isEmpty()) {
            cookie.remove(request, response);
        }
    }

    private @Nullable String kept(HttpServletRequest request) {
        return CookieHeader.id(request.getHeaders("Cookie"), COOKIE);
    }
}
