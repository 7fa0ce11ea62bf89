package dev.attune.jakarta.internal;

import dev.attune.decision.Personalization;
import dev.attune.decision.Plan;
import dev.attune.decision.Visitor;
import dev.attune.internal.lookup.Lookup;
import dev.attune.jakarta.internal.explain.PageReport;
import dev.attune.jakarta.internal.explain.PageReport.Known;
import dev.attune.jakarta.internal.explain.Question;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.rules.RequestPath;
import dev.attune.jakarta.internal.rules.Routing;
import dev.attune.jakarta.internal.visitor.AskedRequest;
import dev.attune.jakarta.internal.visitor.Identification;
import dev.attune.jakarta.internal.visitor.Recognition;
import dev.attune.jakarta.internal.visitor.RequestObserver;
import dev.attune.jakarta.internal.visitor.Who;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;

/** Says what would become of a page, by the very plan that the filter acts upon. Thread-safe. */
record Explainer(Recognition recognition, RequestObserver requests, Routing routing, String ownPaths, LiveRules rules)
        implements Question.Answerer {

    @Override
    public PageReport answer(Question question, HttpServletRequest request) {
        String path = RequestPath.ofUrl(question.path());
        if (path == null) {
            throw new IllegalArgumentException("A path starts with / and stays inside the web app.");
        }
        Personalization inForce = rules.current().personalization();
        Visitor asked = question.visitor();
        Identification identified = asked == null ? recognition.identity().of(request) : null;
        Who who =
                asked == null ? recognition.who(request, identified) : new Who(asked.key(), "asked for", asked.trust());
        Lookup lookup = recognition.await(who.key());
        Profile profile = lookup == null ? Profile.unknown() : lookup.profile();
        Plan plan = inForce.plan(path);
        Handling handling = handling(path, plan, inForce);
        AskedRequest said = requests.observe(request, path, RequestPath.queryOfUrl(question.path()), inForce);
        Visitor visitor = asked == null
                ? recognition.visitor(profile, identified, inForce, request, said)
                : new Visitor(profile, asked.key(), asked.trust())
                        .withIds(asked.ids())
                        .withRequest(said);
        return new PageReport(
                path,
                handling,
                who,
                new Known(lookup, profile),
                handling == Handling.PERSONALIZED ? plan.explain(visitor) : null,
                requests.clock().instant());
    }

    private Handling handling(String path, Plan plan, Personalization inForce) {
        if (path.startsWith(ownPaths)) {
            return Handling.ENDPOINT;
        }
        Handling handling = routing.handling(path, true, inForce);
        return handling == Handling.PERSONALIZED && plan.isEmpty() ? Handling.NO_RULE : handling;
    }
}
