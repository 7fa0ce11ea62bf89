package dev.attune.jakarta.internal;

import dev.attune.jakarta.internal.response.Dispatches;
import dev.attune.jakarta.internal.rules.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request does behind the app's own filters: it counts the view of an experiment, and forwards to the variation.
 * Until then a filter of the app may answer, and the visitor sees neither.
 */
public final class ChainEnd {
    /** The request attribute that holds the work still to be done. */
    private static final String ATTRIBUTE = ChainEnd.class.getName();
    /** The context attribute that holds the names of servlets whose filter chain passes the filter twice. */
    private static final String PLACED = "dev.attune.chainEnd";

    private static final System.Logger LOG = System.getLogger(ChainEnd.class.getPackageName());

    private final String path;
    private final @Nullable String variation;
    private final Seen seen;
    private boolean isNear;
    private boolean isDone;

    /**
     * @param path the path that was asked for
     * @param variation the path to forward to, or null for the app's own page
     * @param seen what to do first
     */
    ChainEnd(String path, @Nullable String variation, Seen seen) {
        this.path = path;
        this.variation = variation;
        this.seen = seen;
    }

    /** What follows when no filter has answered in place of the page. */
    @FunctionalInterface
    interface Seen {
        void by(HttpServletRequest request, HttpServletResponse response);
    }

    /** Notes that the filter at the end of the chain has started, if it is mapped at all. */
    public static void isPlaced(ServletContext context, String filterName) {
        FilterRegistration registration;
        try {
            registration = context.getFilterRegistration(filterName);
        } catch (UnsupportedOperationException e) {
            registration = null;
        }
        if (registration == null) {
            context.setAttribute(PLACED, Set.of());
            return;
        }
        Collection<String> servlets = registration.getServletNameMappings();
        if (!registration.getUrlPatternMappings().isEmpty()) {
            context.setAttribute(PLACED, Set.copyOf(servlets));
        } else if (!servlets.isEmpty()) {
            context.setAttribute(PLACED, Set.of());
        }
    }

    /** Returns whether there is a filter at the end of the chain. It starts after other filters, so requests ask. */
    static boolean isThere(ServletContext context) {
        return context.getAttribute(PLACED) != null;
    }

    /** Leaves this for the end of the request's chain, and returns the chain. */
    FilterChain leftFor(HttpServletRequest asked, FilterChain chain) {
        asked.setAttribute(ATTRIBUTE, this);
        return (request, response) -> {
            chain.doFilter(request, response);
            if (!isDone && variation != null && LOG.isLoggable(System.Logger.Level.DEBUG)) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "Attune: a filter of the app answers " + path + " or goes on asynchronously: the variation "
                                + variation + " has to wait behind it");
            }
        };
    }

    /** Does the work left for the end of the chain, or lets the app answer where there is none. */
    public static void reach(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse
                && request.getAttribute(ATTRIBUTE) instanceof ChainEnd end
                && end.isHere(httpRequest)) {
            end.proceed(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Returns whether this is the end of the chain for the URL that was asked for. A filter may have gone on asynchronously
     * and dispatched to a page of its own. Filters that are mapped to servlet names come behind those that are mapped to URLs
     * (Servlet 6, section 6.2.4): there, the second pass is the last.
     */
    private boolean isHere(HttpServletRequest request) {
        if (isDone || (request.getDispatcherType() == DispatcherType.ASYNC && !path.equals(RequestPath.of(request)))) {
            return false;
        }
        if (!isNear
                && request.getServletContext().getAttribute(PLACED) instanceof Collection<?> names
                && names.contains(request.getHttpServletMapping().getServletName())) {
            isNear = true;
            return false;
        }
        return true;
    }

    /** Does the work left to do here. */
    void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        isDone = true;
        seen.by(request, response);
        RequestDispatcher dispatcher = variation == null ? null : request.getRequestDispatcher(variation);
        if (dispatcher == null) {
            chain.doFilter(request, response);
        } else {
            Dispatches.forward(request, response, dispatcher);
        }
    }
}
