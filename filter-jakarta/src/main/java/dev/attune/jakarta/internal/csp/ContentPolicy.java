package dev.attune.jakarta.internal.csp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a response's Content Security Policies (CSP Level 3) let us add to its page. Immutable.
 *
 * <p>It only reads policies and never changes one. Where it cannot be sure that an element would work, it refuses. A
 * report-only policy blocks nothing; of several ways in, it prefers the one that such a policy does not report.
 */
public final class ContentPolicy {
    private static final String HEADER = "Content-Security-Policy";
    private static final ContentPolicy NONE = new ContentPolicy(List.of(), List.of(), Origin.UNKNOWN);
    private static final String[] SCRIPT = {"script-src-elem", "script-src", "default-src"};
    private static final String[] CONNECT = {"connect-src", "default-src"};
    private static final String[] STYLE = {"style-src-elem", "style-src", "default-src"};
    private static final String[] STYLE_ATTRIBUTE = {"style-src-attr", "style-src", "default-src"};

    private final List<PolicyDirectives> enforced;
    private final List<PolicyDirectives> reportOnly;
    private final Origin origin;

    private ContentPolicy(List<PolicyDirectives> enforced, List<PolicyDirectives> reportOnly, Origin origin) {
        this.enforced = enforced;
        this.reportOnly = reportOnly;
        this.origin = origin;
    }

    /** Returns the policy of a page that has none: all is granted. */
    public static ContentPolicy none() {
        return NONE;
    }

    public static ContentPolicy of(HttpServletRequest request, HttpServletResponse response) {
        boolean enforces = response.getHeader(HEADER) != null;
        boolean reports = response.getHeader(HEADER + "-Report-Only") != null;
        return enforces || reports
                ? of(
                        response.getHeaders(HEADER),
                        response.getHeaders(HEADER + "-Report-Only"),
                        new Origin(request.getScheme(), request.getServerName(), request.getServerPort()))
                : NONE;
    }

    static ContentPolicy of(Collection<String> enforced, Collection<String> reportOnly, Origin origin) {
        return new ContentPolicy(parse(enforced), parse(reportOnly), origin);
    }

    public static boolean isHeader(String name) {
        return name.regionMatches(true, 0, HEADER, 0, HEADER.length());
    }

    /** Tells how an inline script with exactly this text may go in. */
    public Permission inlineScript(String text) {
        return scripts(sources -> sources.inline(text));
    }

    /** Tells how a script from the page's own origin, named by its absolute path, may go in. */
    public Permission ownScript(String path) {
        return scripts(sources -> sources.script(origin, path));
    }

    /** Tells whether the page's scripts may send something to its own origin, to an absolute path. */
    public boolean ownConnection(String path) {
        return permission(CONNECT, sources -> sources.connection(origin, path)).granted();
    }

    /** Tells how a {@code <style>} element with exactly this text may go in. */
    public Permission inlineStyle(String text) {
        return permission(STYLE, sources -> sources.inlineStyle(text));
    }

    /** Tells whether {@code style} attributes work. */
    public boolean styleAttribute() {
        return permission(STYLE_ATTRIBUTE, Sources::inlineAttribute).granted();
    }

    /** Tells whether the page may hold a nonce, so that its bytes belong to one response only. */
    public boolean hasNonce() {
        return this != NONE
                && (enforced.stream().anyMatch(PolicyDirectives::hasNonce)
                        || reportOnly.stream().anyMatch(PolicyDirectives::hasNonce));
    }

    private Permission scripts(Function<Sources, Way> ask) {
        return enforced.stream().allMatch(PolicyDirectives::runsScripts) ? permission(SCRIPT, ask) : Permission.REFUSED;
    }

    /** Each policy has to agree, and an element carries one nonce at most. */
    private Permission permission(String[] fallbacks, Function<Sources, Way> ask) {
        List<Way> ways = ways(enforced, fallbacks, ask);
        List<Way> wishes = ways(reportOnly, fallbacks, ask);
        for (String nonce : nonces(ways, wishes)) {
            if (admits(ways, nonce) && admits(wishes, nonce)) {
                return new Permission(true, nonce);
            }
        }
        if (ways.stream().allMatch(Way::free)) {
            return Permission.FREE;
        }
        for (String nonce : nonces(ways, List.of())) {
            if (admits(ways, nonce)) {
                return new Permission(true, nonce);
            }
        }
        return Permission.REFUSED;
    }

    private static List<Way> ways(List<PolicyDirectives> policies, String[] fallbacks, Function<Sources, Way> ask) {
        List<Way> ways = new ArrayList<>();
        for (PolicyDirectives policy : policies) {
            Sources sources = policy.first(fallbacks);
            if (sources != null) {
                ways.add(ask.apply(sources));
            }
        }
        return ways;
    }

    /** Returns the nonces that somebody asks for: where all is free anyway, none is needed. */
    private static Set<String> nonces(List<Way> ways, List<Way> wishes) {
        Set<String> nonces = new LinkedHashSet<>();
        for (List<Way> some : List.of(ways, wishes)) {
            some.stream().filter(way -> !way.free()).forEach(way -> nonces.addAll(way.nonces()));
        }
        return nonces;
    }

    private static boolean admits(List<Way> ways, String nonce) {
        return ways.stream().allMatch(way -> way.free() || way.nonces().contains(nonce));
    }

    private static List<PolicyDirectives> parse(Collection<String> headers) {
        List<PolicyDirectives> policies = new ArrayList<>();
        for (String header : headers) {
            // A header may hold several policies (section 2.2.2); none of their characters is a comma.
            for (String policy : header.split(",", -1)) {
                policies.add(PolicyDirectives.parse(policy));
            }
        }
        return policies;
    }
}
