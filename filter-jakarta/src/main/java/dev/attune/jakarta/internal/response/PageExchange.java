package dev.attune.jakarta.internal.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One request whose response depends on the visitor, through all its dispatches. */
public final class PageExchange {
    private static final Logger LOG = System.getLogger(PageExchange.class.getName());
    /** The request attribute by which later dispatches find the exchange. */
    private static final String ATTRIBUTE = "dev.attune.exchange";

    private final HttpServletRequest request;
    private final PagePlan page;
    private final Outcomes outcomes;
    private final Conditions conditions;
    private PersonalizedResponse response;
    private PersonalizedRequest personalized;
    private Variation variation;
    /** Whether the app took the response over in the present dispatch; its end is then {@link AsyncContext#complete}. */
    private volatile boolean async;

    private volatile boolean originals;

    private PageExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            PagePlan page,
            Outcomes outcomes,
            Variation variation) {
        this.request = request;
        this.page = page;
        this.outcomes = outcomes;
        this.variation = variation;
        conditions = Conditions.of(request, variation != Variation.NONE);
        this.response = new PersonalizedResponse(this, response);
        personalized = new PersonalizedRequest(
                this, request, conditions.areHidden(), variation == Variation.NONE ? null : request.getQueryString());
    }

    /** How far the forward to a variation has come. */
    private enum Variation {
        NONE,
        CHOSEN,
        /** The filter sees the forward, so that it can put the app's own page in the place of one that is not there. */
        WATCHED,
        MISSING
    }

    /**
     * Lets the app answer with its own page, behind the wrapper. To be called once a request.
     *
     * <p>A request that cannot have a page as its answer reaches the app as it is: a WebSocket handshake, and whatever
     * comes when the response is committed.
     */
    public static void run(
            HttpServletRequest request,
            HttpServletResponse response,
            PagePlan page,
            Outcomes outcomes,
            FilterChain chain)
            throws IOException, ServletException {
        if (isUpgrade(request) || response.isCommitted()) {
            count(response.isCommitted() ? Outcome.COMMITTED : Outcome.UPGRADE, outcomes, request);
            chain.doFilter(request, response);
            return;
        }
        PageExchange exchange = new PageExchange(request, response, page, outcomes, Variation.NONE);
        request.setAttribute(ATTRIBUTE, exchange);
        exchange.proceed(chain, exchange.personalized, exchange.response);
    }

    /**
     * Lets a variation answer, behind the wrapper. To be called once a request.
     *
     * <p>If there is no such page (404 or {@code FileNotFoundException} before anything was sent), the app's own page
     * answers instead, where the container lets the filter see the forward.
     */
    public static void runVariation(
            HttpServletRequest request,
            HttpServletResponse response,
            PagePlan page,
            Outcomes outcomes,
            RequestDispatcher dispatcher)
            throws IOException, ServletException {
        PageExchange exchange = new PageExchange(request, response, page, outcomes, Variation.CHOSEN);
        request.setAttribute(ATTRIBUTE, exchange);
        exchange.proceed(dispatcher::forward, exchange.personalized, exchange.response);
    }

    /**
     * Takes up a request that {@link #run} or {@link #runVariation} began: a FORWARD, ASYNC or ERROR dispatch, or the
     * same filter a second time.
     *
     * @return false if nobody began this request; then nothing was done and the filter decides afresh
     */
    public static boolean resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(ATTRIBUTE) instanceof PageExchange exchange)) {
            return false;
        }
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.ERROR && !response.isCommitted() && !exchange.isBehind(response)) {
            exchange.error(request, response, chain);
        } else if (type == DispatcherType.FORWARD && exchange.variation == Variation.CHOSEN) {
            exchange.watch(request, response, chain);
        } else if (type == DispatcherType.REQUEST || type == DispatcherType.INCLUDE || !exchange.isBehind(response)) {
            chain.doFilter(request, response);
        } else {
            exchange.proceed(chain, request, response);
        }
        return true;
    }

    /** Lets a dispatch run, and ends the page with it unless the app goes on asynchronously. */
    private void proceed(FilterChain chain, HttpServletRequest seen, HttpServletResponse answer)
            throws IOException, ServletException {
        async = false;
        PersonalizedResponse current = response;
        boolean failed = true;
        try {
            chain.doFilter(seen, answer);
            failed = false;
        } finally {
            if (failed) {
                // The container answers an exception; nothing of ours may come before that.
                current.body().abandon();
            }
        }
        if (!async) {
            current.body().end(() -> {});
        }
    }

    /** An error page is a page of its own: the container hands out its own objects for it, as if nothing had been. */
    private void error(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        PersonalizedResponse before = response;
        PersonalizedRequest seen = personalized;
        variation = Variation.NONE;
        response = new PersonalizedResponse(this, answer);
        personalized = new PersonalizedRequest(this, dispatched, conditions.areHidden(), null);
        try {
            proceed(chain, personalized, response);
        } finally {
            // Undertow shows error pages from within sendError: there the first dispatch is not over.
            if (!async) {
                response = before;
                personalized = seen;
            }
        }
    }

    private void watch(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        variation = Variation.WATCHED;
        async = false;
        PersonalizedResponse current = response;
        int status = current.getStatus();
        boolean failed = true;
        try {
            chain.doFilter(dispatched, answer);
            failed = false;
        } catch (FileNotFoundException | ServletException e) {
            // How Open Liberty says that a file to be forwarded to is not there, wrapped or not.
            boolean missing = e instanceof FileNotFoundException || e.getCause() instanceof FileNotFoundException;
            if (!missing || !isMissingVariation(HttpServletResponse.SC_NOT_FOUND, answer.isCommitted())) {
                throw e;
            }
            failed = false;
        } finally {
            if (failed) {
                current.body().abandon();
            }
        }
        if (variation == Variation.MISSING) {
            variation = Variation.NONE;
            LOG.log(Level.WARNING, "There is no variation at {0}: the app''s own page answers", path(dispatched));
            current.takeBack();
            // Before it says that a file is not there, Open Liberty sets the status.
            current.setStatus(status);
            RequestDispatcher own = dispatched.getRequestDispatcher(conditions.path());
            if (own != null) {
                own.forward(dispatched, answer);
            }
        } else if (!async) {
            current.body().end(() -> {});
        }
    }

    private boolean isBehind(ServletResponse answer) {
        return answer == response
                || (answer instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(response));
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        return "CONNECT".equals(request.getMethod()) || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    // ---- what the wrappers ask and tell

    PagePlan page() {
        return page;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    boolean isVariation() {
        return variation != Variation.NONE;
    }

    /** Notes that the variation is not there, if an error means just that and the app's own page can still answer. */
    boolean isMissingVariation(int status, boolean committed) {
        if (variation == Variation.WATCHED && status == HttpServletResponse.SC_NOT_FOUND && !committed) {
            variation = Variation.MISSING;
            response.body().discard();
        }
        return isMissingVariation();
    }

    /** Tells whether the variation was found missing, and the app's own page is about to answer. */
    boolean isMissingVariation() {
        return variation == Variation.MISSING;
    }

    boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    void appAsks() {
        conditions.asked();
    }

    /** Tells whether the visitor's copy of a response that depends on the visitor is still good. */
    boolean isNotModified(String tag) {
        return conditions.areNotModified(tag, null, true);
    }

    /** Returns the range that the visitor asked for of a response that is the same for all, or null for all of it. */
    @Nullable
    ByteRange range(long length, @Nullable String tag, @Nullable String lastModified) {
        return conditions.range(length, tag, lastModified);
    }

    /** Tells whether the copy of a response that is the same for all is still good; only for an app that asks. */
    boolean isNotModified(@Nullable String tag, @Nullable String lastModified) {
        return conditions.wereAsked() && conditions.areNotModified(tag, lastModified, false);
    }

    void count(Outcome outcome) {
        count(outcome, outcomes, request);
        // Of an error or a redirect the watch was told when there still were headers to set.
        if (outcome != Outcome.ERROR && outcome != Outcome.REDIRECT) {
            tell(outcome);
        }
    }

    private static void count(Outcome outcome, Outcomes outcomes, HttpServletRequest request) {
        outcomes.count(outcome);
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, "{0} {1}: {2}", request.getMethod(), path(request), outcome);
        }
    }

    /** Tells who watches, if anybody does. */
    void tell(Outcome outcome) {
        PageWatch watch = page.watch();
        if (watch != null) {
            watch.became(outcome, response.container());
        }
    }

    AsyncContext startAsync(AsyncContext started, boolean withOriginals) {
        async = true;
        originals = withOriginals;
        response.body().changeThread();
        return asyncContext(started);
    }

    AsyncContext asyncContext(AsyncContext container) {
        return container instanceof PageAsyncContext ? container : new PageAsyncContext(this, container, originals);
    }

    /** Ends the page, then the container's response: after {@code complete} there it takes no more bytes. */
    void complete(AsyncContext container) {
        try {
            response.body().end(container::complete);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The visitor went away before the page ended", e);
            container.complete();
        }
    }
}
