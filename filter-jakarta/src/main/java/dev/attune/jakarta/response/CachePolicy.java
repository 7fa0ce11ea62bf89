package dev.attune.jakarta.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What caches may do with a response that depends on its visitor (RFC 9111; RFC 9213 for the targeted fields). */
final class CachePolicy {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String VARY = "Vary";
    private static final String PRIVATE = "private, no-cache";
    private static final String NO_STORE = "no-store";
    /** For caches between us and the visitor, where they mind these fields more than {@code Cache-Control}. */
    private static final String[] SHARED_CACHES = {
        "CDN-Cache-Control", "Surrogate-Control", "Cloudflare-CDN-Cache-Control", "Vercel-CDN-Cache-Control"
    };

    private CachePolicy() {}

    /** Makes a response private, or leaves it as strict as it is. May be called again after any header was set. */
    static void apply(HttpServletResponse response, Page page) {
        String asked = joined(response.getHeaders(CACHE_CONTROL));
        boolean isStrictEnough = hasDirective(asked, NO_STORE)
                || (page.mayBeKept() && isPrivate(asked) && !hasDirective(asked, "public"));
        if (!isStrictEnough) {
            response.setHeader(CACHE_CONTROL, page.mayBeKept() ? PRIVATE : NO_STORE);
        }
        // HTTP/1.0 caches know only this one.
        if (response.containsHeader("Expires") && !isStrictEnough) {
            response.setDateHeader("Expires", 0);
        }
        for (String name : SHARED_CACHES) {
            if (response.containsHeader(name)) {
                response.setHeader(name, NO_STORE);
            }
        }
        vary(response, page.vary());
    }

    static boolean concerns(String name) {
        if (CACHE_CONTROL.equalsIgnoreCase(name) || VARY.equalsIgnoreCase(name) || "Expires".equalsIgnoreCase(name)) {
            return true;
        }
        for (String shared : SHARED_CACHES) {
            if (shared.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    static boolean forbidsTransform(HttpServletResponse response) {
        return response.getHeader(CACHE_CONTROL) != null
                && hasDirective(joined(response.getHeaders(CACHE_CONTROL)), "no-transform");
    }

    /** {@code private="X-Field"} with an argument covers that field alone, so it does not count. */
    private static boolean isPrivate(@Nullable String value) {
        return hasDirective(value, "private") && hasDirective(value, "no-cache");
    }

    private static boolean hasDirective(@Nullable String value, String name) {
        if (value == null) {
            return false;
        }
        for (String directive : value.split(",", -1)) {
            if (directive.trim().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static void vary(HttpServletResponse response, String names) {
        Collection<String> present = response.getHeaders(VARY);
        if (present.isEmpty()) {
            response.setHeader(VARY, names);
            return;
        }
        String all = "," + joined(present).replace(" ", "").toLowerCase(Locale.ROOT) + ",";
        for (String name : names.split(",", -1)) {
            if (!all.contains("," + name.trim().toLowerCase(Locale.ROOT) + ",") && !all.contains(",*,")) {
                response.addHeader(VARY, name.trim());
            }
        }
    }

    private static String joined(Collection<String> values) {
        return values.size() == 1 ? values.iterator().next() : String.join(",", values);
    }
}
