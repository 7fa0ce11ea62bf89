package dev.attune.jakarta.internal.preview;

import dev.attune.internal.segment.PercentEncoding;
import dev.attune.internal.token.SignedToken;
import dev.attune.internal.token.SignedTokens;
import dev.attune.internal.token.SigningKeys;
import dev.attune.jakarta.internal.endpoint.OwnPage;
import dev.attune.jakarta.internal.visitor.OwnCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The previews of one web app. Immutable and thread-safe.
 *
 * <p>A link's token goes into a cookie at once and out of the URL, by a redirect: so the app, its analytics and the
 * {@code Referer} of other sites' requests never see it, and the preview holds while its viewer walks through the site.
 */
public final class Previews {
    /** The query parameter that carries a token, or {@link #END}. */
    public static final String PARAMETER = "attune-preview";

    static final String END = "end";

    /** A cookie of 4,096 bytes, name and attributes included, is the most that browsers must keep (RFC 6265, 6.1). */
    private static final int MOST_CHARACTERS = 3500;

    private final SignedTokens tokens;
    private final OwnCookie cookie;
    private final InstantSource clock;

    /** @param keys the site's, which sign and verify */
    public Previews(SigningKeys keys, String contextPath, InstantSource clock) {
        this.tokens = keys.tokensFor("preview of " + contextPath);
        // Lax: a link comes from another site, a chat or a mail as a rule.
        this.cookie = new OwnCookie(PARAMETER, contextPath, "Lax");
        this.clock = clock;
    }

    /**
     * Returns a token.
     *
     * @throws IllegalArgumentException if it would be too long for a cookie
     */
    public String token(Preview preview, Duration validFor) {
        String token = tokens.sign(preview.json(), clock.instant(), validFor);
        if (token.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a preview holds about 2,000 characters of traits at most");
        }
        return token;
    }

    /** Returns the preview that the browser is in, or null. */
    public @Nullable OpenPreview of(HttpServletRequest request) {
        return cookie.<OpenPreview>first(request, this::read);
    }

    private @Nullable OpenPreview read(String token) {
        SignedToken valid = tokens.read(token, clock.instant());
        if (valid == null) {
            return null;
        }
        try {
            return new OpenPreview(Preview.parse(valid.content()), valid.expiresAt());
        } catch (IllegalArgumentException writtenByAnotherVersion) {
            return null;
        }
    }

    /**
     * Answers a request that opens or ends a preview, with a redirect to the same URL without it.
     *
     * @param path the request's path inside the context, decoded and normalized
     * @return false if the request does neither: then nothing was done
     */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (query == null || !query.contains(PARAMETER)) {
            return false;
        }
        String asked = null;
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(PARAMETER + "=")) {
                asked = parameter.substring(PARAMETER.length() + 1);
            } else {
                kept.add(parameter);
            }
        }
        if (asked == null) {
            return false;
        }
        String url = request.getContextPath() + encoded(path) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        OpenPreview preview = asked.equals(END) ? null : read(asked);
        if (preview != null) {
            cookie.set(request, response, asked, Duration.between(clock.instant(), preview.until()));
        } else {
            cookie.remove(request, response);
        }
        if (preview != null || asked.equals(END)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", url);
        } else {
            refuse(tokens.hasExpired(asked, clock.instant()), url, request, response);
        }
        return true;
    }

    /** Returns the URL that leads out of a preview to the same page. */
    public static String endUrl(String path, HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getContextPath() + encoded(path) + "?" + (query == null ? "" : query + "&") + PARAMETER + "="
                + END;
    }

    /** Tells the viewer that there is no preview, and why; the plain page could be mistaken for it. */
    private static void refuse(boolean hasExpired, String url, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String why = hasExpired
                ? "The time of its link is over. Ask the sender for a new one."
                : "Its link is not the one that was made: a part of it is missing or has changed, or it was made for another"
                        + " site. Copy the whole link once more, or ask the sender for a new one.";
        String title = hasExpired ? "This preview has ended" : "This link shows no preview";
        OwnPage.titled(title)
                .html("<main class=\"small\"><h1>")
                .text(title)
                .html("</h1><p>")
                .text(why)
                .html("</p><p><a href=\"")
                .text(url)
                .html("\">See the page as it is</a></p></main>")
                .send(request, response, HttpServletResponse.SC_FORBIDDEN);
    }

    /**
     * Never the request's own text: {@code //host/} at its start would lead to another site. Nor by {@code java.net.URI},
     * which composes letters and accents, and so names another file.
     */
    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1)).map(PercentEncoding::segment).collect(Collectors.joining("/"));
    }

    /**
     * A preview that a browser is in.
     *
     * @param until when it ends
     */
    public record OpenPreview(Preview preview, Instant until) {}
}
