package dev.attune.jakarta.internal.response;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dispatches of one request whose response depends on the visitor, and the objects that the app sees in them. */
public final class Dispatches {
    /** The request attribute by which later dispatches find the first. */
    private static final String ATTRIBUTE = "dev.attune.exchange";

    private final PageExchange exchange;
    private PersonalizedResponse response;
    private PersonalizedRequest request;
    /** Whether filters of the app have wrapped the response that the variation gets: they may write after the forward. */
    private boolean isWrapped;
    /** The response that the forward to the variation has, or null before. */
    private @Nullable KeptResponse kept;

    private Dispatches(PageExchange exchange, HttpServletRequest request, HttpServletResponse response) {
        this.exchange = exchange;
        this.response = new PersonalizedResponse(exchange, response);
        this.request = new PersonalizedRequest(
                exchange, request, this.response, exchange.isVariation() ? request.getQueryString() : null);
    }

    /**
     * Lets the app answer with its own page, behind the wrapper. To be called once a request.
     *
     * <p>A request that cannot have a page as its answer reaches the app as it is: a WebSocket handshake, and any request
     * that comes when the response is committed.
     */
    public static void run(
            HttpServletRequest request,
            HttpServletResponse response,
            PagePlan page,
            Outcomes outcomes,
            FilterChain chain)
            throws IOException, ServletException {
        if (isUpgrade(request) || response.isCommitted()) {
            PageExchange.count(response.isCommitted() ? Outcome.COMMITTED : Outcome.UPGRADE, outcomes, request);
            chain.doFilter(request, response.isCommitted() ? response : new HandshakeResponse(response, page));
            return;
        }
        begin(new PageExchange(request, page, outcomes, Forward.NONE), request, response, chain);
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
        runVariation(
                request, response, page, outcomes, (FilterChain) (seen, answer) -> forward(seen, answer, dispatcher));
    }

    /**
     * Lets a variation answer, behind the wrapper, where the chain calls {@link #forward}. To be called once a request.
     *
     * <p>A filter of the chain may answer in its place, by a forward of its own as well.
     */
    public static void runVariation(
            HttpServletRequest request,
            HttpServletResponse response,
            PagePlan page,
            Outcomes outcomes,
            FilterChain chain)
            throws IOException, ServletException {
        begin(new PageExchange(request, page, outcomes, Forward.CHOSEN), request, response, chain);
    }

    /**
     * Forwards to the variation of a request that {@link #runVariation} began.
     *
     * @param seen the request as the code in front of the forward sees it
     * @param answer the response as that code sees it
     */
    public static void forward(ServletRequest seen, ServletResponse answer, RequestDispatcher dispatcher)
            throws IOException, ServletException {
        if (!(seen.getAttribute(ATTRIBUTE) instanceof Dispatches begun)) {
            dispatcher.forward(seen, answer);
            return;
        }
        begun.exchange.forward(Forward.BEGUN);
        begun.isWrapped = answer != begun.response;
        KeptResponse kept = KeptResponse.of((HttpServletResponse) answer);
        begun.kept = kept;
        dispatcher.forward(seen, kept);
    }

    private static void begin(
            PageExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Dispatches begun = new Dispatches(exchange, request, response);
        request.setAttribute(ATTRIBUTE, begun);
        begun.proceed(chain, begun.request, begun.response, DispatcherType.REQUEST);
    }

    /**
     * Takes up a request that {@link #run} or {@link #runVariation} began: a FORWARD, ASYNC or ERROR dispatch, or the
     * same filter a second time.
     *
     * @return false if neither began this request; then nothing was done and the filter decides afresh
     */
    public static boolean resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(ATTRIBUTE) instanceof Dispatches begun)) {
            return false;
        }
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.FORWARD && begun.isBehind(response)) {
            begun.response.forwarded();
        }
        if (type == DispatcherType.ERROR && !response.isCommitted() && !begun.isBehind(response)) {
            begun.error(request, response, chain);
        } else if (type == DispatcherType.FORWARD && begun.exchange.forward() == Forward.BEGUN) {
            begun.watch(request, response, chain);
        } else if (type == DispatcherType.REQUEST || type == DispatcherType.INCLUDE || !begun.isBehind(response)) {
            chain.doFilter(request, response);
        } else {
            begun.proceed(chain, request, response, type);
        }
        return true;
    }

    /** Lets a dispatch run, and ends the page with it unless the app goes on asynchronously. */
    private void proceed(FilterChain chain, HttpServletRequest seen, HttpServletResponse answer, DispatcherType type)
            throws IOException, ServletException {
        exchange.dispatched();
        PersonalizedResponse current = response;
        boolean failed = true;
        try {
            chain.doFilter(seen, answer);
            failed = false;
        } finally {
            if (failed) {
                // The container answers an exception; nothing of Attune's may come before that.
                current.body().abandon();
            }
        }
        boolean goesOn = type == DispatcherType.FORWARD && answer != current && mayGoOn(current, seen);
        if (!exchange.isAsync() && !goesOn) {
            current.body().end(() -> {});
        }
    }

    /** A forward into a wrapper of the app's may have been for its buffer: the page is still to come. */
    private static boolean mayGoOn(PersonalizedResponse current, HttpServletRequest seen) {
        return current.body().isUndecided() && (!seen.getMethod().equals("HEAD") || current.withheld.isEmpty());
    }

    /** An error page is a page of its own: the container hands out its own objects for it, as if nothing had been. */
    private void error(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        PersonalizedResponse before = response;
        PersonalizedRequest seen = request;
        exchange.forward(Forward.NONE);
        response = new PersonalizedResponse(exchange, answer);
        request = new PersonalizedRequest(exchange, dispatched, response, null);
        try {
            proceed(chain, request, response, DispatcherType.ERROR);
        } finally {
            // Undertow shows error pages from within sendError: there the first dispatch is not over.
            if (!exchange.isAsync()) {
                response = before;
                request = seen;
            }
        }
    }

    private void watch(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        exchange.forward(Forward.WATCHED);
        exchange.dispatched();
        PersonalizedResponse current = response;
        int status = current.getStatus();
        boolean failed = true;
        try {
            chain.doFilter(dispatched, answer);
            failed = false;
        } catch (FileNotFoundException | ServletException e) {
            // How Open Liberty says that a file to be forwarded to is not there, wrapped or not.
            boolean missing = e instanceof FileNotFoundException || e.getCause() instanceof FileNotFoundException;
            if (!missing || !current.isMissingVariation(HttpServletResponse.SC_NOT_FOUND)) {
                throw e;
            }
            failed = false;
        } finally {
            if (failed) {
                current.body().abandon();
            }
        }
        if (exchange.isMissingVariation()) {
            exchange.forward(Forward.NONE);
            exchange.page().missesVariation(PageExchange.path(dispatched));
            current.takeBack();
            // Before it says that a file is not there, Open Liberty sets the status.
            current.setStatus(status);
            RequestDispatcher own =
                    dispatched.getRequestDispatcher(exchange.conditions().path());
            if (own != null) {
                own.forward(dispatched, answer);
            }
        } else if (!exchange.isAsync()) {
            if (!isWrapped) {
                current.body().end(() -> {});
            }
            if (kept != null) {
                kept.end();
            }
        }
    }

    private boolean isBehind(ServletResponse answer) {
        return answer == response
                || (answer instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(response));
    }

    /**
     * Whether this is a whole handshake (RFC 6455, section 4.1). Proxies add {@code Upgrade} to requests that are none, and a
     * visitor can send just that header to have a page go out as it is.
     */
    private static boolean isUpgrade(HttpServletRequest request) {
        return "CONNECT".equals(request.getMethod())
                || ("GET".equals(request.getMethod())
                        && lists(request.getHeaders("Upgrade"), "websocket")
                        && lists(request.getHeaders("Connection"), "upgrade")
                        && !Objects.requireNonNullElse(request.getHeader("Sec-WebSocket-Key"), "")
                                .isBlank());
    }

    private static boolean lists(@Nullable Enumeration<String> values, String wanted) {
        while (values != null && values.hasMoreElements()) {
            for (String element : values.nextElement().split(",", -1)) {
                if (element.strip().equalsIgnoreCase(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
