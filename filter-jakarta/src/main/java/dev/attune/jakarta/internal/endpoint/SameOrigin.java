package dev.attune.jakarta.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Tells whether the site's own pages send a request, as far as the browser says so. */
public final class SameOrigin {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private SameOrigin() {}

    /**
     * Returns whether a request comes from a page of this origin, or from no page at all: typed in, or sent by a program.
     * {@code Sec-Fetch-Site} decides (Fetch Metadata, section 2.3), and {@code Origin} where a browser does not send that.
     */
    public static boolean isSenderOf(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOwn(uri(origin), request);
    }

    /** Behind a proxy that ends TLS, the container may not know the scheme, nor whether a port that is not named is 80 or 443. */
    private static boolean isOwn(@Nullable URI origin, HttpServletRequest request) {
        if (origin == null || origin.getHost() == null) {
            return false;
        }
        int port = request.getServerPort();
        boolean isPort = origin.getPort() < 0 ? port == HTTP || port == HTTPS : origin.getPort() == port;
        return isPort && bare(origin.getHost()).equalsIgnoreCase(bare(request.getServerName()));
    }

    private static @Nullable URI uri(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Not every container writes an IPv6 address in brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
