package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.internal.config.Prefetch;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.jakarta.internal.analytics.Analytics;
import dev.attune.jakarta.internal.endpoint.Endpoints;
import dev.attune.jakarta.internal.endpoint.HealthEndpoint;
import dev.attune.jakarta.internal.response.Dispatches;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.RequestPath;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.RequestObserver;
import dev.attune.jakarta.internal.visitor.Robots;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A started filter: everything that its requests share. Immutable. */
public record Site(
        Recognition recognition,
        RequestObserver requests,
        Routing routing,
        VariationAccess access,
        LiveRules rules,
        Exposures exposures,
        Experiments experiments,
        Endpoints endpoints,
        AnalyticsPages analyticsPages,
        Analytics analytics,
        Outcomes outcomes,
        PublishedMeters pageMeters,
        @Nullable Inspections inspections,
        @Nullable HealthEndpoint health,
        FailureLog failures)
        implements AutoCloseable {

    public void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType dispatch = request.getDispatcherType();
        Visit visit = Visit.of(request);
        if (dispatch == DispatcherType.INCLUDE) {
            chain.doFilter(request, response);
        } else if (visit != null) {
            HttpServletRequest seen = VisitRequest.of(withoutKey(request), visit);
            if (!Dispatches.resume(seen, response, chain)) {
                chain.doFilter(seen, response);
            }
        } else if (dispatch == DispatcherType.REQUEST) {
            serveFirst(request, response, chain);
        } else {
            // A forward or an error page of a request that the filter skipped, or that its mapping does not cover.
            chain.doFilter(withoutKey(request), response);
        }
    }

    /** Returns what the app sees, error pages and skipped files included: they show or log headers as pages do. */
    private HttpServletRequest withoutKey(HttpServletRequest request) {
        return inspections == null ? request : Inspections.withoutKey(request);
    }

    private void serveFirst(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CompiledRules inForce = rules.current();
        String path = RequestPath.of(request);
        if (path != null && endpoints.handle(path, inForce.features(), request, response)) {
            return;
        }
        if (!inForce.features().enabled()) {
            chain.doFilter(request, response);
            return;
        }
        Handling handling = path == null
                ? Handling.SKIPPED
                : routing.handling(path, RequestPath.isReading(request), inForce.personalization());
        if (path == null || handling == Handling.SKIPPED) {
            chain.doFilter(withoutKey(request), response);
        } else if (handling == Handling.HIDDEN) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (inspections == null) {
            begin(request, response, chain, Inspection.NONE, inForce, path);
        } else if (!inspections.answer(path, inForce.features(), request, response)) {
            Inspection inspection = inspections.of(path, inForce.features(), request);
            begin(withoutKey(request), response, chain, inspection, inForce, path);
        }
    }

    private void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Inspection inspection,
            CompiledRules inForce,
            String path)
            throws IOException, ServletException {
        Visit visit = Visit.begin(
                request,
                recognition,
                inForce,
                inspection,
                requests.observe(request, path, request.getQueryString(), inForce.personalization()),
                RequestPath.isReading(request) && isPageWanted(request));
        CurrentVisit.set(visit);
        personalize(new VisitRequest(request, visit), response, chain, visit, inForce, path);
    }

    private void personalize(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Visit visit,
            CompiledRules inForce,
            String requested)
            throws IOException, ServletException {
        Plan plan = inForce.personalization().plan(requested);
        Inspection inspection = visit.inspection();
        PageAdditions additions = analyticsPages.additions(visit, inForce.features(), request, response);
        if (plan.isEmpty() && additions.isEmpty() && inspection == Inspection.NONE) {
            chain.doFilter(request, response);
            return;
        }
        if (!plan.isEmpty() && routing.prefetch() == Prefetch.REFUSE && Robots.isBrowsersPrefetch(request)) {
            refusePrefetch(response);
            return;
        }
        SharedVisit shared = SharedVisit.of(visit, inForce, requested);
        if (shared != null && shared.isDefault()) {
            visit.beUnknown();
        }
        boolean isPageWanted = isPageWanted(request);
        if (!plan.isEmpty() && isPageWanted) {
            visit.expectProfile();
        }
        Variation chosen = plan.hasVariations() && RequestPath.isReading(request)
                ? inspection.variation(plan, visit::visitor)
                : Variation.OWN_PAGE;
        boolean isServable = access.allows(chosen, request);
        Variation variation = isServable ? chosen : chosen.ownPage();
        if (shared != null && !isServable) {
            shared.refuse();
        }
        VisitPage page = new VisitPage(visit, requested, plan, variation, additions, shared, failures);
        visit.setDecision(page);
        Assignment counted = isServable && !inspection.isPreview() ? variation.assignment() : null;
        if (counted == null && variation.path() == null) {
            Dispatches.run(request, response, page, outcomes, chain);
            return;
        }
        ChainEnd end = new ChainEnd(requested, variation.path(), (seen, answer) -> {
            if (counted != null) {
                page.setSeenToken(experiments.assigned(
                        counted, requested, visit, inForce.personalization(), isPageWanted, seen, answer));
            }
        });
        FilterChain rest = routing.isForwardLast() && ChainEnd.isThere(request.getServletContext())
                ? end.leftFor(request, chain)
                : (seen, answer) -> end.proceed((HttpServletRequest) seen, (HttpServletResponse) answer, chain);
        if (variation.path() == null) {
            Dispatches.run(request, response, page, outcomes, rest);
        } else {
            Dispatches.runVariation(request, response, page, outcomes, rest);
        }
    }

    /** A browser takes this for a failed prefetch, and asks again when the visitor goes there. */
    private static void refusePrefetch(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Vary", "Sec-Purpose");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
    }

    /**
     * Returns whether the answer may well be a page, so that its look-up should start now. A script's own request, or one
     * for a picture, starts it when a page comes out all the same (Fetch Metadata, section 2.1).
     */
    private static boolean isPageWanted(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null
                || destination.equals("document")
                || destination.equals("iframe")
                || destination.equals("frame");
    }

    @Override
    public void close() {
        rules.close();
        exposures.close();
        analytics.close();
        pageMeters.close();
        recognition.close();
    }
}
