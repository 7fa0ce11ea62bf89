package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Personalization;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Enrolment;
import dev.attune.experiment.SeenBefore;
import dev.attune.jakarta.internal.visitor.StickyCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What becomes of an experiment's assignment: the browser keeps it where it is sticky, and its first view is reported. */
final class Experiments {
    private final Exposures exposures;
    /** Made when first needed; most apps have no experiment. Two that were made at once only count a view twice. */
    private volatile @Nullable SeenBefore seen;

    Experiments(Exposures exposures) {
        this.exposures = exposures;
    }

    /**
     * Takes note of an assignment whose page is about to be served. Never waits.
     *
     * @param isPageWanted whether the answer may well be a page that somebody will see
     */
    void assigned(
            Assignment assignment,
            Visit visit,
            Personalization site,
            boolean isPageWanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visitor visitor = visit.visitor();
        Enrolment enrolment = site.experiments().get(assignment.experiment());
        if (enrolment == null || !visitor.forced().isEmpty()) {
            return;
        }
        if (enrolment.experiment().sticky() && !assignment.sticky() && visit.hasConsent()) {
            StickyCookie.keep(assignment, visitor.sticky(), site.experiments(), request, response);
        }
        if (isPageWanted
                && request.getMethod().equals("GET")
                && visit.mayBeCounted()
                && seen().isFirst(assignment.experiment(), assignment.index(), visitor.ids())) {
            exposures.report(site.exposed(assignment, visitor.ids()));
        }
    }

    private SeenBefore seen() {
        SeenBefore made = seen;
        if (made == null) {
            made = new SeenBefore();
            seen = made;
        }
        return made;
    }
}
