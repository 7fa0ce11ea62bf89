package dev.attune.jakarta.internal;

import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.decision.Visitor;
import dev.attune.jakarta.internal.explain.ExplainAccess;
import dev.attune.jakarta.internal.explain.PageReport;
import dev.attune.jakarta.internal.explain.ReportHeader;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.response.Outcome;
import dev.attune.jakarta.internal.response.PageWatch;
import dev.attune.jakarta.internal.rules.Handling;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;

/** Writes the explanation of a page into its headers, for one who may see it. */
final class VisitWatch implements PageWatch {
    private final Visit visit;
    private final String path;
    private final Plan plan;
    private final Variation variation;
    private final ServerTiming timing;

    VisitWatch(Visit visit, String path, Plan plan, Variation variation, ServerTiming timing) {
        this.visit = visit;
        this.path = path;
        this.plan = plan;
        this.variation = variation;
        this.timing = timing;
    }

    @Override
    public void became(Outcome outcome, HttpServletResponse response) {
        if (!response.isCommitted()) {
            response.setHeader(
                    ExplainAccess.HEADER,
                    ReportHeader.of(report(), outcome, visit.inspection().shown(variation)));
            timing.write(response, 0);
        }
    }

    @Override
    public void rewrote(long nanos, HttpServletResponse response) {
        timing.write(response, nanos);
    }

    /** Asks for nothing that the page itself did not need: to be explained must not change what happens. */
    private PageReport report() {
        Visitor visitor = visit.knownVisitor();
        return new PageReport(
                path,
                plan.isEmpty() ? Handling.NO_RULE : Handling.PERSONALIZED,
                visit.who(),
                new PageReport.Known(visit.outcome(), visitor == null ? Profile.unknown() : visitor.profile()),
                visitor == null || plan.isEmpty() ? null : explanation(visitor),
                null,
                Instant.now());
    }

    /** Says of each rule what it makes of the visitor, and of the page which variation came, also where a preview chose it. */
    private Explanation explanation(Visitor visitor) {
        Decision decision = plan.decide(visitor, variation);
        Explanation explained = plan.explain(visitor);
        return new Explanation(decision, explained.rules(), explained.request());
    }
}
