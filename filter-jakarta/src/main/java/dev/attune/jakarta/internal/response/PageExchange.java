package dev.attune.jakarta.internal.response;

import dev.attune.internal.text.Label;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One request whose response depends on the visitor: what its wrappers share, through all its dispatches. */
final class PageExchange {
    private static final Logger LOG = System.getLogger(PageExchange.class.getPackageName());

    private final PagePlan page;
    private final Outcomes outcomes;
    private final Conditions conditions;
    private final ContainerHabits habits;
    private @Nullable AsyncContexts asyncContexts;
    private Forward forward;
    /** Whether the app took the response over in the present dispatch; its end is then {@code AsyncContext.complete}. */
    private volatile boolean async;

    PageExchange(HttpServletRequest request, PagePlan page, Outcomes outcomes, Forward forward) {
        this.page = page;
        this.outcomes = outcomes;
        this.forward = forward;
        habits = ContainerHabits.of(request);
        conditions = Conditions.of(request, path(request), forward != Forward.NONE);
    }

    HttpServletRequest request() {
        return conditions.request();
    }

    PagePlan page() {
        return page;
    }

    Conditions conditions() {
        return conditions;
    }

    ContainerHabits habits() {
        return habits;
    }

    synchronized AsyncContexts asyncContexts() {
        AsyncContexts known = asyncContexts;
        if (known == null) {
            known = new AsyncContexts();
            asyncContexts = known;
        }
        return known;
    }

    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    // ---- dispatches

    void dispatched() {
        // Each page gets here, and a volatile field is dearer to write than to read.
        if (async) {
            async = false;
        }
    }

    void startedAsync() {
        async = true;
    }

    boolean isAsync() {
        return async;
    }

    // ---- the forward to a variation

    Forward forward() {
        return forward;
    }

    void forward(Forward now) {
        forward = now;
    }

    boolean isVariation() {
        return forward != Forward.NONE;
    }

    /** Tells whether the variation was found missing, and the app's own page is about to answer. */
    boolean isMissingVariation() {
        return forward == Forward.MISSING;
    }

    /**
     * Notes an error before anything was sent.
     *
     * @return whether it means that the variation is not there, so that the app's own page can still answer
     */
    boolean noteError(int status) {
        if (forward == Forward.WATCHED && status == HttpServletResponse.SC_NOT_FOUND) {
            forward = Forward.MISSING;
        }
        return isMissingVariation();
    }

    // ---- what became of the response

    void count(Outcome outcome, HttpServletResponse container) {
        count(outcome, outcomes, request());
        // The watch has heard of an error or a redirect already, while there still were headers to set.
        if (outcome != Outcome.ERROR && outcome != Outcome.REDIRECT) {
            tell(outcome, container);
        }
    }

    static void count(Outcome outcome, Outcomes outcomes, HttpServletRequest request) {
        outcomes.count(outcome);
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, "Attune: {0} {1}: {2}", request.getMethod(), path(request), Label.of(outcome));
        }
    }

    /** Tells the page's watch, if it has one. */
    void tell(Outcome outcome, HttpServletResponse container) {
        PageWatch watch = page.watch();
        if (watch != null) {
            watch.became(outcome, container);
        }
    }
}
