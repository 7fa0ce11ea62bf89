package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What caches may do with a response that depends on its visitor (RFC 9111; RFC 9213 for the targeted fields). */
final class CachePolicy {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String VARY = "Vary";
    private static final String PRIVATE = "private, no-cache";
    private static final String NO_STORE = "no-store";
    /**
     * Fields that a cache between the app and the visitor minds more than {@code Cache-Control}, in lower case: that of
     * nginx, Varnish, Akamai and Surrogate-Control, beside all that {@link #TARGETED} tells by its name.
     */
    private static final List<String> OF_ONE_CACHE =
            List.of("x-accel-expires", "x-varnish-ttl", "edge-control", "akamai-edge-control", "surrogate-control");

    /** Ends the name of a field for one kind of cache (RFC 9213, section 2), such as {@code CDN-Cache-Control}. */
    private static final String TARGETED = "-cache-control";

    private CachePolicy() {}

    /** Makes a response private, or leaves it as strict as it is. May be called again after any header was set. */
    static void apply(HttpServletResponse response, PagePlan page) {
        if (!isApplied(response, page)) {
            response.setHeader(CACHE_CONTROL, page.mayBeKept() ? PRIVATE : NO_STORE);
            // HTTP/1.0 caches know only this one.
            if (response.containsHeader("Expires")) {
                response.setDateHeader("Expires", 0);
            }
        }
        Collection<String> refused = forOneCache(response.getHeaderNames());
        if (!refused.isEmpty()) {
            refused.forEach(name -> response.setHeader(name, refusal(name)));
        }
        vary(response, page.vary());
    }

    static boolean isApplied(HttpServletResponse response, PagePlan page) {
        return isStrictEnough(response.getHeaders(CACHE_CONTROL), page.mayBeKept());
    }

    static boolean concerns(String name) {
        return CACHE_CONTROL.equalsIgnoreCase(name)
                || VARY.equalsIgnoreCase(name)
                || "Expires".equalsIgnoreCase(name)
                || isForOneCache(name);
    }

    /** Returns a copy, because some containers hand out the names that they keep: most often of none. */
    private static Collection<String> forOneCache(Collection<String> names) {
        Collection<String> found = List.of();
        for (String name : names) {
            if (isForOneCache(name)) {
                found = found.isEmpty() ? new HashSet<>() : found;
                found.add(name);
            }
        }
        return found;
    }

    static boolean isForOneCache(String name) {
        int end = name.length() - TARGETED.length();
        if (name.regionMatches(true, end, TARGETED, 0, TARGETED.length())) {
            return true;
        }
        for (int i = 0; i < OF_ONE_CACHE.size(); i++) {
            if (OF_ONE_CACHE.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns "do not keep this" in the words of the cache: some take a time, and LiteSpeed has no word for storing. */
    private static String refusal(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "x-accel-expires", "x-varnish-ttl" -> "0";
            case "x-litespeed-cache-control" -> "no-cache";
            default -> NO_STORE;
        };
    }

    static boolean forbidsTransform(HttpServletResponse response) {
        return response.getHeader(CACHE_CONTROL) != null
                && hasDirective(response.getHeaders(CACHE_CONTROL), "no-transform");
    }

    /** {@code private="X-Field"} with an argument covers only that field, so it does not count. */
    private static boolean isStrictEnough(Collection<String> values, boolean mayBeKept) {
        if (mayBeKept && values.size() == 1 && values.contains(PRIVATE)) {
            return true;
        }
        return !values.isEmpty()
                && (hasDirective(values, NO_STORE)
                        || (mayBeKept
                                && hasDirective(values, "private")
                                && hasDirective(values, "no-cache")
                                && !hasDirective(values, "public")));
    }

    static boolean hasDirective(Collection<String> values, String name) {
        for (String value : values) {
            if (hasElement(value, name)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a list holds just this; what stands in quotes is one element, whatever it holds. */
    private static boolean hasElement(String list, String name) {
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i <= list.length(); i++) {
            char c = i == list.length() ? ',' : list.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && (!quoted || i == list.length())) {
                if (isElement(list, from, i, name)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static boolean isElement(String list, int from, int end, String name) {
        int start = from;
        int stop = end;
        while (start < stop && list.charAt(start) <= ' ') {
            start++;
        }
        while (start < stop && list.charAt(stop - 1) <= ' ') {
            stop--;
        }
        return stop - start == name.length() && list.regionMatches(true, start, name, 0, name.length());
    }

    static void vary(HttpServletResponse response, String names) {
        Collection<String> present = response.getHeaders(VARY);
        if (present.isEmpty()) {
            response.setHeader(VARY, names);
            return;
        }
        for (String name : names.split(",", -1)) {
            if (!hasDirective(present, name.trim()) && !hasDirective(present, "*")) {
                response.addHeader(VARY, name.trim());
            }
        }
    }
}
