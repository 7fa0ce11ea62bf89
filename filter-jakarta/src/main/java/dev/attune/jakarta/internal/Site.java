package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.lookup.PendingProfile;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.jakarta.internal.endpoint.Endpoints;
import dev.attune.jakarta.internal.explain.PageReport.Handling;
import dev.attune.jakarta.internal.response.Dispatches;
import dev.attune.jakarta.internal.response.Outcomes;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.RequestPath;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.Identity;
import dev.attune.jakarta.internal.visitor.Profiles;
import dev.attune.jakarta.internal.visitor.Robots;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A started filter: everything that its requests share. Immutable. */
public record Site(
        Identity identity,
        Routing routing,
        LiveRules rules,
        @Nullable Profiles profiles,
        Exposures exposures,
        Experiments experiments,
        Endpoints endpoints,
        Outcomes outcomes,
        PublishedMeters pageMeters,
        @Nullable Inspections onlookers,
        FailureLog failures)
        implements AutoCloseable {

    /** Holds the {@link Visit} of a request that this or another instance of the filter has taken on. */
    public static final String VISIT_ATTRIBUTE = Visit.class.getName();

    public void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType dispatch = request.getDispatcherType();
        if (dispatch == DispatcherType.INCLUDE) {
            chain.doFilter(request, response);
        } else if (request.getAttribute(VISIT_ATTRIBUTE) != null) {
            if (!Dispatches.resume(request, response, chain)) {
                chain.doFilter(request, response);
            }
        } else if (dispatch == DispatcherType.REQUEST) {
            serveFirst(request, response, chain);
        } else {
            // A forward or an error page of a request that is none of ours: skipped, or outside the filter's mapping.
            chain.doFilter(request, response);
        }
    }

    private void serveFirst(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = RequestPath.of(request);
        if (path != null && endpoints.handle(path, request, response)) {
            return;
        }
        CompiledRules inForce = rules.current();
        Handling handling = path == null ? Handling.SKIPPED : routing.handling(path, inForce.personalization());
        if (path == null || handling == Handling.SKIPPED) {
            chain.doFilter(request, response);
        } else if (handling == Handling.HIDDEN) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (onlookers == null) {
            begin(request, response, chain, Inspection.NOBODY, inForce, path);
        } else if (!onlookers.answer(path, request, response)) {
            begin(Inspections.withoutKey(request), response, chain, onlookers.of(path, request), inForce, path);
        }
    }

    private void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Inspection onlooker,
            CompiledRules inForce,
            String path)
            throws IOException, ServletException {
        Visit visit = new Visit(request, this, onlooker);
        request.setAttribute(VISIT_ATTRIBUTE, visit);
        CurrentVisit.is(visit);
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
        Inspection onlooker = visit.onlooker();
        if (plan.isEmpty() && onlooker == Inspection.NOBODY) {
            chain.doFilter(request, response);
            return;
        }
        boolean isPageWanted = isPageWanted(request);
        if (!plan.isEmpty() && isPageWanted) {
            visit.expectProfile();
        }
        Variation variation =
                plan.hasVariations() && isReading(request) ? onlooker.variation(plan, visit) : Variation.OWN_PAGE;
        String path = variation.path();
        RequestDispatcher dispatcher = path == null ? null : request.getRequestDispatcher(path);
        Assignment assignment = variation.assignment();
        if (assignment != null && !onlooker.isPreview() && (path == null || dispatcher != null)) {
            experiments.assigned(assignment, visit, inForce.personalization(), isPageWanted, request, response);
        }
        VisitPage page = new VisitPage(
                visit,
                requested,
                plan,
                inForce.transform(),
                this,
                dispatcher == null ? variation.ownPage() : variation);
        visit.isAbout(page);
        if (dispatcher == null) {
            Dispatches.run(request, response, page, outcomes, chain);
        } else {
            Dispatches.runVariation(request, response, page, outcomes, dispatcher);
        }
    }

    /**
     * Whether the answer may well be a page, so that its look-up had better start now. A script's own request, or one for a
     * picture, starts it when a page comes out all the same (Fetch Metadata, section 2.1).
     */
    private static boolean isPageWanted(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null
                || destination.equals("document")
                || destination.equals("iframe")
                || destination.equals("frame");
    }

    /** Variations answer GET and HEAD; other methods do something, and the app knows what. */
    static boolean isReading(HttpServletRequest request) {
        String method = request.getMethod();
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Starts a look-up. Robots and prefetches, most of which nobody ever sees, cost no API call. */
    PendingProfile lookUp(ProfileClient client, ProfileKey key, HttpServletRequest request) {
        PendingProfile known = client.findKnown(key);
        return isSettled(known) || Robots.isPrefetch(request) || Robots.isRobot(request) ? known : client.find(key);
    }

    /** Whether the cache has an answer that needs no refresh; a look-up under way is left to run, never waited for. */
    private static boolean isSettled(PendingProfile pending) {
        if (!pending.isDone()) {
            return false;
        }
        Lookup lookup = pending.await();
        return lookup instanceof Lookup.Unknown || (lookup instanceof Lookup.Found found && !found.isStale());
    }

    @Override
    public void close() {
        rules.close();
        exposures.close();
        pageMeters.close();
        if (profiles != null) {
            profiles.close();
        }
    }
}
