package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Personalization;
import dev.attune.decision.Visitor;
import dev.attune.experiment.Assignments;
import dev.attune.experiment.Enrolment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.jakarta.internal.endpoint.SeenEndpoint;
import dev.attune.jakarta.internal.rules.LiveRules;
import dev.attune.jakarta.internal.visitor.Identity;
import dev.attune.jakarta.internal.visitor.Robots;
import dev.attune.jakarta.internal.visitor.StickyCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of an experiment's assignment: the browser keeps it where it is sticky, and its first view is reported. */
final class Experiments implements SeenEndpoint.Counter {
    private final RulesAccess access = RulesAccess.get();
    private final Exposures exposures;
    private final SeenTokens tokens;
    private final LiveRules rules;
    private final Identity identity;
    /** Made when first needed; most apps have no experiment. Two that were made at once only count a view twice. */
    private volatile @Nullable SeenBefore seen;

    Experiments(Exposures exposures, SeenTokens tokens, LiveRules rules, Identity identity) {
        this.exposures = exposures;
        this.tokens = tokens;
        this.rules = rules;
        this.identity = identity;
    }

    /**
     * Takes note of an assignment whose page is about to be served. Never waits.
     *
     * @param path the path that was asked for
     * @param isPageWanted whether the answer may well be a page that somebody will see
     * @return what makes the token that the page must carry so that its view is counted when somebody sees it, or null where
     *     nothing is left to count
     */
    @Nullable
    Supplier<String> assigned(
            Assignment assignment,
            String path,
            Visit visit,
            Personalization site,
            boolean isPageWanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!isKnown(assignment, visit, site)) {
            return null;
        }
        keep(assignment, visit, site, request, response);
        if (!request.getMethod().equals("GET") || !visit.mayBeCounted()) {
            return null;
        }
        VisitorIds ids = visit.visitor().ids();
        if (isPageWanted && !Robots.isPrefetch(request)) {
            count(assignment, ids, site);
            return null;
        }
        return SeenTokens.canHold(path) ? () -> tokens.token(path, assignment, ids) : null;
    }

    /** Returns the token by which a view of a page from a shared cache is counted, or null where it is not to be counted. */
    @Nullable
    String seenToken(Assignment assignment, String path, Visit visit, Personalization site) {
        return isKnown(assignment, visit, site) && visit.mayBeCounted() && SeenTokens.canHold(path)
                ? tokens.token(path, assignment, visit.visitor().ids())
                : null;
    }

    /** Lets the browser keep an assignment that it may be shown. */
    void keep(
            Assignment assignment,
            Visit visit,
            Personalization site,
            HttpServletRequest request,
            HttpServletResponse response) {
        Enrolment enrolment = access.experiments(site).get(assignment.experiment());
        if (isKnown(assignment, visit, site)
                && enrolment != null
                && enrolment.experiment().sticky()
                && !assignment.sticky()
                && visit.hasConsent()) {
            StickyCookie.keep(assignment, visit.visitor().sticky(), access.experiments(site), request, response);
        }
    }

    /** A preview shows an assignment that is not the visitor's. */
    private boolean isKnown(Assignment assignment, Visit visit, Personalization site) {
        return access.experiments(site).containsKey(assignment.experiment())
                && visit.visitor().forced().isEmpty();
    }

    /** Counts the view of a page by the token that it carries, if the rules still have the variation on that page. */
    @Override
    public boolean count(String token, HttpServletRequest request) {
        SeenTokens.View view = tokens.read(token);
        if (view == null || !identity.mayKnow(request) || Robots.isRobot(request)) {
            return false;
        }
        Personalization site = rules.current().personalization();
        Visitor shown = Visitor.unknown().withForced(Assignments.NONE.with(view.experiment(), view.variation()));
        Assignment assignment = site.plan(view.path()).variation(shown).assignment();
        if (assignment == null
                || !assignment.experiment().equals(view.experiment())
                || assignment.index() != view.variation()) {
            return false;
        }
        count(assignment, view.ids(), site);
        return true;
    }

    private void count(Assignment assignment, VisitorIds ids, Personalization site) {
        if (seen().isFirst(assignment.experiment(), assignment.index(), ids)) {
            exposures.report(access.expose(site, assignment, ids));
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
