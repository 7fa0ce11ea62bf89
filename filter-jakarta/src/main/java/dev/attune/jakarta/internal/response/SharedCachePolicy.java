package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether shared caches may keep a response, going by its own headers, and the headers that let them. The app's word counts: a
 * page that it keeps from caches, that sets a cookie or differs by one is shared by no rule.
 */
final class SharedCachePolicy {
    private static final Pattern REFUSAL = Pattern.compile("(^|[,\\s])(private|no-store|no-cache)($|[,\\s=])");
    private static final Pattern FOR_SHARED = Pattern.compile("(?:^|[,\\s])s-maxage\\s*=\\s*\"?([0-9]{1,9})");
    private static final Pattern FOR_ALL = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})");
    private static final Set<String> CONCERNED = Set.of("set-cookie", "pragma", Eligibility.STATUS);
    /** What tells visitors apart, and no cache key of anyone's should hold. */
    private static final List<String> PERSONAL = List.of("*", "Cookie", "Authorization");

    private SharedCachePolicy() {}

    static boolean concerns(String name) {
        return CachePolicy.concerns(name) || CONCERNED.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns how many seconds shared caches may keep a response that Attune has said nothing about so far; 0 where they may
     * not.
     *
     * @param most what the rules allow
     */
    static long seconds(HttpServletResponse response, long most) {
        Collection<String> said = response.getHeaders("Cache-Control");
        boolean isStale = said.isEmpty() && response.containsHeader("Expires");
        if (isStale || response.getStatus() != HttpServletResponse.SC_OK || !isShareable(response, said)) {
            return 0;
        }
        for (String name : response.getHeaderNames()) {
            if (CachePolicy.isForOneCache(name) && isRefusal(response.getHeaders(name))) {
                return 0;
            }
        }
        String all = String.join(",", said).toLowerCase(Locale.ROOT);
        Long allowed = number(FOR_SHARED, all);
        allowed = allowed == null ? number(FOR_ALL, all) : allowed;
        return allowed == null ? most : Math.min(most, allowed);
    }

    /** Tells whether nothing that came later speaks against the headers of {@link #apply}. */
    static boolean stillFits(HttpServletResponse response, Sharing sharing) {
        List<String> said = new ArrayList<>(response.getHeaders("Cache-Control"));
        int status = response.getStatus();
        return (status == HttpServletResponse.SC_OK || status == HttpServletResponse.SC_NOT_MODIFIED)
                && said.remove(cacheControl(sharing.seconds()))
                && isShareable(response, said);
    }

    private static boolean isShareable(HttpServletResponse response, Collection<String> cacheControl) {
        return !response.containsHeader("Set-Cookie")
                && !HiddenCookies.areIn(response)
                && !isRefusal(cacheControl)
                && !isRefusal(response.getHeaders("Pragma"))
                && PERSONAL.stream().noneMatch(name -> CachePolicy.hasDirective(response.getHeaders("Vary"), name));
    }

    private static boolean isRefusal(Collection<String> values) {
        return values.stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> value.strip().equals("0")
                        || REFUSAL.matcher(value).find()
                        || Long.valueOf(0).equals(number(FOR_SHARED, value))
                        || (number(FOR_SHARED, value) == null && Long.valueOf(0).equals(number(FOR_ALL, value))));
    }

    private static @Nullable Long number(Pattern directive, String values) {
        Matcher found = directive.matcher(values);
        return found.find() ? Long.valueOf(found.group(1)) : null;
    }

    private static String cacheControl(long seconds) {
        return "public, s-maxage=" + seconds + ", max-age=0";
    }

    /** Lets shared caches keep a response: a copy for each code. Browsers ask each time. */
    static void apply(HttpServletResponse response, Sharing sharing) {
        response.setHeader("Cache-Control", cacheControl(sharing.seconds()));
        if (response.containsHeader("Expires")) {
            response.setDateHeader("Expires", 0);
        }
        for (String name : Set.copyOf(response.getHeaderNames())) {
            if (CachePolicy.isForOneCache(name)) {
                response.setHeader(name, permission(name, sharing.seconds()));
            }
        }
        CachePolicy.vary(response, Sharing.HEADER);
        response.setHeader(Sharing.HEADER, sharing.code());
        addTags(response, "Surrogate-Key", " ", sharing);
        addTags(response, "Cache-Tag", ",", sharing);
    }

    private static String permission(String name, long seconds) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "x-accel-expires" -> String.valueOf(seconds);
            case "x-varnish-ttl" -> seconds + "s";
            default -> "max-age=" + seconds;
        };
    }

    private static void addTags(HttpServletResponse response, String name, String separator, Sharing sharing) {
        String ours = String.join(separator, sharing.tags());
        String present = response.getHeader(name);
        if (present == null || present.isBlank()) {
            response.setHeader(name, ours);
        } else if (!present.contains(ours)) {
            response.setHeader(name, present + separator + ours);
        }
    }
}
