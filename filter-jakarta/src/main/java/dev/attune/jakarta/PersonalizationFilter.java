package dev.attune.jakarta;

import dev.attune.decision.Decision;
import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.jakarta.internal.Plugins;
import dev.attune.jakarta.internal.SiteFilter;
import dev.attune.jakarta.internal.Visit;
import dev.attune.profile.Profile;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Gives every visitor pages that fit their profile. Declared in {@code web.xml} with init parameters, or extended with
 * {@code @WebFilter}, or registered by code; {@code docs/configuration.md} lists the parameters.
 *
 * <p>Map it on {@code /*} with {@code async-supported}, behind filters that compress. One instance serves all requests; it
 * holds a cache and threads from {@link #init} to {@link #destroy}. At run time it never fails a page: whatever goes wrong,
 * the visitor gets the app's own.
 */
public class PersonalizationFilter implements Filter {
    /** The request attribute under which the app reads the visitor's {@link Profile}; looked up when first read. */
    public static final String PROFILE_ATTRIBUTE = Visit.PROFILE_ATTRIBUTE;

    private final SiteFilter filter = new SiteFilter();

    /**
     * Says by code what the init parameters and the rules file leave unsaid. Called once, at start; rules given here come
     * before configured ones. Functions given to {@code rules} are called by many threads at once, never with null.
     */
    protected void personalize(Personalization.Builder rules) {}

    /**
     * Returns the visitor's profile, looking it up within the profile budget unless that was done before; {@link Profile#unknown()}
     * on paths that the filter skips, and behind other filters' back.
     *
     * <p>It is the profile of the visitor whom the request names, even by a cookie that anyone can write. For what not everyone
     * may see, ask {@link #visitor} for it: {@code visitor(request).seenWith(Trust.PRINCIPAL)}.
     */
    public static Profile profile(ServletRequest request) {
        if (request.getAttribute(PROFILE_ATTRIBUTE) instanceof Profile profile) {
            return profile;
        }
        return Visit.factsOf(request).profile();
    }

    /**
     * Returns the visitor: the profile as {@link #profile} does, whose it is, and how far that is sure.
     * {@link Visitor#unknown()} where the filter has not seen the request. In a test without the filter, the attribute
     * {@link #PROFILE_ATTRIBUTE} makes a visitor without an id, of whom nothing is sure.
     */
    public static Visitor visitor(ServletRequest request) {
        Visit visit = Visit.of(request);
        if (visit != null) {
            return visit.visitorForApp();
        }
        return request.getAttribute(PROFILE_ATTRIBUTE) instanceof Profile profile
                ? new Visitor(profile, null, Trust.CLAIMED)
                : Visitor.unknown();
    }

    /**
     * Returns what follows from the visitor's profile for the page that was asked for, looking the profile up as {@link #profile}
     * does; an empty decision where no rule is about the page, and where the filter has not seen the request.
     */
    public static Decision decision(ServletRequest request) {
        return Visit.factsOf(request).decision();
    }

    /**
     * Lets the visitor's browser keep, under a signature, which user it belongs to: to be called where the app has just
     * made sure of that. Pages know the user from the next request on, with {@code Trust.SIGNED}, until the cookie expires or
     * {@link #signOut} takes it away. The answer becomes one that no cache keeps.
     *
     * @param userId as Segment knows the user
     * @return false where the visitor has not agreed to be known: then there is no cookie
     * @throws IllegalArgumentException if the text can be no user id
     * @throws IllegalStateException if {@code identity} does not name {@code signed-cookie}, the filter has not seen the
     *     request, or the response is committed
     */
    public static boolean signIn(HttpServletRequest request, HttpServletResponse response, String userId) {
        return visit(request).signIn(response, userId);
    }

    /**
     * Lets the visitor's browser forget what {@link #signIn} had it keep. A copy made elsewhere stays valid until it expires.
     *
     * @throws IllegalStateException as {@link #signIn} does
     */
    public static void signOut(HttpServletRequest request, HttpServletResponse response) {
        visit(request).signOut(response);
    }

    private static Visit visit(ServletRequest request) {
        Visit visit = Visit.of(request);
        if (visit == null) {
            throw new IllegalStateException("the personalization filter has not seen this request, or skips its path");
        }
        return visit;
    }

    /**
     * Returns how the filter is, whether {@code health} is on or not: what {@code GET /attune/health} answers, as maps, texts, numbers
     * and booleans. Empty before the start, after the end, and where no visitor's profile is looked up anywhere.
     */
    public final Map<String, Object> health() {
        return filter.health();
    }

    /** Starts the filter. A wrong setting stops the deployment with a message that says which and why. */
    @Override
    public final void init(FilterConfig config) throws ServletException {
        filter.start(config, this::personalize, Plugins.find());
    }

    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter.serve(request, response, chain);
    }

    @Override
    public final void destroy() {
        filter.stop();
    }
}
