package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Decision;
import dev.attune.decision.Personalization;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.transform.LateValues;
import dev.attune.jakarta.internal.endpoint.PageState;
import dev.attune.jakarta.internal.endpoint.VisitorEndpoint;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.RequestObserver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a page would tell its visitor's browser, by the very plan that the filter acts upon. Thread-safe. */
record VisitorAnswers(
        Recognition recognition,
        Routing routing,
        String ownPaths,
        LiveRules rules,
        VariationAccess access,
        Experiments experiments,
        @Nullable Inspections inspections,
        RequestObserver requests)
        implements VisitorEndpoint.Answerer {

    @Override
    public PageState answer(
            String path, @Nullable String query, HttpServletRequest request, HttpServletResponse response) {
        CompiledRules inForce = rules.current();
        Personalization site = inForce.personalization();
        Plan plan = site.plan(path);
        if (plan.isEmpty() || !isPersonalized(path, site, request)) {
            return PageState.NOTHING;
        }
        Inspection inspection =
                inspections == null ? Inspection.NONE : inspections.of(path, inForce.features(), request);
        Visit visit = Visit.begin(
                request, recognition, inForce, inspection, requests.observe(request, path, query, site), false);
        // Rules may be beans that ask for the visit.
        CurrentVisit.set(visit);
        Variation chosen = plan.hasVariations() ? inspection.variation(plan, visit::visitor) : Variation.OWN_PAGE;
        Decision decision = plan.decide(visit.visitor(), access.allows(chosen, request) ? chosen : Variation.OWN_PAGE);
        Assignment assignment = decision.experiment();
        if (assignment != null) {
            experiments.keep(assignment, visit, site, request, response);
        }
        SharedVisit shared = SharedVisit.of(visit, inForce, path);
        if (shared != null) {
            shared.giveCode(response);
        }
        Map<String, Object> traits = decision.clientTraits();
        return new PageState(
                traits == null ? Map.of() : traits,
                assignment == null ? Map.of() : Map.of(assignment.experiment(), assignment.index()),
                shared == null ? Map.of() : late(path, site, visit, assignment));
    }

    /** Returns what a page from a shared cache goes without. */
    private Map<String, Object> late(String path, Personalization site, Visit visit, @Nullable Assignment assignment) {
        Decision decision = RulesAccess.get().latePlan(site, path).decide(visit.visitor());
        Map<String, Object> late = new LinkedHashMap<>(LateValues.of(decision));
        String token = assignment == null ? null : experiments.seenToken(assignment, path, visit, site);
        if (token != null) {
            late.put("seen", token);
        }
        return late;
    }

    /** Returns whether the filter would take on a request for the page, and the container let its sender through. */
    private boolean isPersonalized(String path, Personalization site, HttpServletRequest request) {
        return !path.startsWith(ownPaths)
                && routing.handling(path, true, site) == Handling.PERSONALIZED
                && access.constraints().allow(path, request);
    }
}
