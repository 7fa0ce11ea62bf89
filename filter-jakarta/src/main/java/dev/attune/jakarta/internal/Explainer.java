package dev.attune.jakarta.internal;

import dev.attune.decision.Personalization;
import dev.attune.decision.Plan;
import dev.attune.decision.Visitor;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.lookup.Lookup;
import dev.attune.internal.outcome.Outcome;
import dev.attune.internal.outcome.OutcomeCodes;
import dev.attune.internal.outcome.SharedRoute;
import dev.attune.jakarta.internal.explain.PageReport;
import dev.attune.jakarta.internal.explain.PageReport.Known;
import dev.attune.jakarta.internal.explain.Question;
import dev.attune.jakarta.internal.rules.CompiledRules;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.RequestPath;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.AskedRequest;
import dev.attune.jakarta.internal.visitor.BrowserId;
import dev.attune.jakarta.internal.visitor.Identification;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.RequestObserver;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what would become of a page, by the very plan that the filter acts upon. Thread-safe. */
record Explainer(Recognition recognition, RequestObserver requests, Routing routing, String ownPaths, LiveRules rules)
        implements Question.Answerer {

    @Override
    public PageReport answer(Question question, HttpServletRequest request) {
        String path = RequestPath.ofUrl(question.path());
        if (path == null) {
            throw new IllegalArgumentException("A path starts with / and stays inside the web app.");
        }
        CompiledRules current = rules.current();
        Personalization inForce = current.personalization();
        Visitor asked = question.visitor();
        BrowserId own = asked == null && rules.current().features().serverIds()
                ? recognition.identity().browserId(request)
                : null;
        Identification identified = asked == null ? recognition.identity().of(request, own) : null;
        Who who =
                asked == null ? recognition.who(request, identified) : new Who(asked.key(), "asked for", asked.trust());
        Lookup lookup = recognition.await(who.key());
        Profile profile = lookup == null ? Profile.unknown() : lookup.profile();
        Plan plan = inForce.plan(path);
        Handling handling = handling(path, plan, inForce);
        AskedRequest said =
                requests.observe(new PageRequest(request), path, RequestPath.queryOfUrl(question.path()), inForce);
        Visitor visitor = asked == null
                ? recognition.visitor(profile, identified, own, inForce, request, said)
                : new Visitor(profile, asked.key(), asked.trust())
                        .withIds(asked.ids())
                        .withRequest(said);
        boolean isPersonalized = handling == Handling.PERSONALIZED;
        return new PageReport(
                path,
                handling,
                who,
                new Known(lookup, profile),
                isPersonalized ? plan.explain(visitor) : null,
                isPersonalized
                        ? shared(
                                path,
                                current,
                                visitor,
                                asked != null || recognition.identity().mayKnow(request),
                                lookup instanceof Lookup.Unavailable)
                        : null,
                requests.clock().instant());
    }

    private static PageReport.@Nullable Shared shared(
            String path, CompiledRules current, Visitor visitor, boolean hasConsent, boolean isUnavailable) {
        SharedRoute route = RulesAccess.get().sharedRoute(current.personalization(), path);
        if (route == null) {
            return null;
        }
        OutcomeCodes codes = current.codes();
        Outcome outcome = RulesAccess.get().outcome(current.personalization(), visitor);
        String words = codes.space().words().get(outcome);
        String reason = null;
        if (!hasConsent) {
            reason = "the visitor has not agreed to be known";
        } else if (isUnavailable) {
            reason = "the profile could not be read";
        } else if (words == null) {
            reason = "a value is none of those that the rules foresee";
        }
        return new PageReport.Shared(
                route,
                List.copyOf(codes.space().words().values()),
                words,
                reason == null ? codes.of(outcome) : null,
                reason);
    }

    private Handling handling(String path, Plan plan, Personalization inForce) {
        if (path.startsWith(ownPaths)) {
            return Handling.ENDPOINT;
        }
        Handling handling = routing.handling(path, true, inForce);
        return handling == Handling.PERSONALIZED && plan.isEmpty() ? Handling.NO_RULE : handling;
    }
}
