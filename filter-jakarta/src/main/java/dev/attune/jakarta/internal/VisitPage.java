package dev.attune.jakarta.internal;

import dev.attune.decision.Decision;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.decision.Visitor;
import dev.attune.html.HtmlRewriter;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.transform.PageScript;
import dev.attune.internal.transform.PageScripts;
import dev.attune.internal.transform.PageTransform;
import dev.attune.jakarta.internal.csp.PagePolicy;
import dev.attune.jakarta.internal.explain.ServerTiming;
import dev.attune.jakarta.internal.response.PageHead;
import dev.attune.jakarta.internal.response.PagePlan;
import dev.attune.jakarta.internal.response.PageWatch;
import dev.attune.jakarta.internal.response.Sharing;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The decision for one visit, as the response wrapper asks for it: late, at the first byte that needs it. */
final class VisitPage implements PagePlan, Supplier<Decision> {
    private final Visit visit;
    private final Plan plan;
    private final FailureLog failures;
    private final Variation variation;
    private final PageAdditions additions;
    private final @Nullable PageWatch watch;
    private volatile @Nullable Decision decision;
    private volatile @Nullable Supplier<String> seenToken;
    private final @Nullable SharedVisit shared;

    /**
     * @param shared whether caches may keep the page, or null where the rules do not let them
     */
    VisitPage(
            Visit visit,
            String path,
            Plan plan,
            Variation variation,
            PageAdditions additions,
            @Nullable SharedVisit shared,
            FailureLog failures) {
        this.shared = shared;
        this.visit = visit;
        this.plan = plan;
        this.failures = failures;
        this.variation = variation;
        this.additions = additions;
        ServerTiming timing = visit.inspection().timing();
        watch = timing == null ? null : new VisitWatch(visit, path, plan, variation, timing);
    }

    /** Names the token that the page carries where it may never be seen; null for none. */
    void setSeenToken(@Nullable Supplier<String> token) {
        seenToken = token;
    }

    @Override
    public @Nullable HtmlRewriter rewriter(PageHead head) {
        try {
            long start = visit.inspection().start();
            boolean isMadeForAll = head.isShared() && isCompleted(head);
            Consumer<RuntimeException> onError = error -> {
                failures.report("rewriting a page failed", error);
                refuseSharing();
            };
            if (shared != null) {
                shared.makeForAll(isMadeForAll);
            }
            if (isMadeForAll && shared != null) {
                return shared.late().rewriter(visit.visitor(), variation, head, onError);
            }
            Decision decided = get();
            PageTransform transform = visit.rules().transform();
            HtmlRewriter rewriter = head.isDocument()
                    ? transform.rewriterFor(
                            decided,
                            visit.inspection().ribbon(variation),
                            scripts(head),
                            PagePolicy.of(head.policy(), transform.clientScriptUrl()),
                            onError)
                    : transform.fragmentRewriterFor(decided, onError);
            visit.inspection().add(ServerTiming::preparing, start);
            return rewriter;
        } catch (RuntimeException e) {
            failures.report("a page could not be personalized", e);
            refuseSharing();
            return null;
        }
    }

    /** Tells whether caches may keep the page as they would; where they may not, it is made for its visitor. */
    private boolean isCompleted(PageHead head) {
        if (shared == null || shared.late().isCompletedBy(head, variation)) {
            return true;
        }
        refuseSharing();
        return false;
    }

    private List<PageScript> scripts(PageHead head) {
        Supplier<String> token = seenToken;
        if (token == null && additions.isEmpty()) {
            return List.of();
        }
        PageScripts urls = visit.rules().transform().scripts();
        List<PageScript> scripts = additions.of(head, urls);
        if (token != null) {
            scripts.addAll(PagePolicy.scriptThatAsks(
                    "seen",
                    head.policy(),
                    urls,
                    PageScripts.Kind.SEEN,
                    Map.of("to", urls.folder() + "seen", "token", token.get())));
        }
        return scripts;
    }

    @Override
    public boolean changesFragments() {
        return plan.changesFragments();
    }

    @Override
    public String fingerprint() {
        Sharing sharing = shared != null && shared.isMadeForAll() ? sharing() : null;
        if (sharing != null) {
            return "for all with " + sharing.code();
        }
        // A copy without the token must not stand for a page with one, nor the other way round.
        return get().page() + (seenToken == null ? "" : " not seen yet") + additions.fingerprint();
    }

    @Override
    public String vary() {
        return visit.vary();
    }

    /** A page that is explained or shown as a preview is only for the person who sees it now. */
    @Override
    public boolean mayBeKept() {
        return visit.inspection() == Inspection.NONE;
    }

    @Override
    public boolean isVaried() {
        return plan.hasVariations();
    }

    @Override
    public @Nullable Sharing sharing() {
        try {
            // A token tells of one visitor.
            return shared == null || seenToken != null ? null : shared.sharing();
        } catch (RuntimeException e) {
            failures.report("the outcome for a visitor could not be found", e);
            refuseSharing();
            return null;
        }
    }

    @Override
    public void shared() {
        visit.closeToApp();
    }

    @Override
    public void giveCode(HttpServletResponse response) {
        if (shared != null) {
            shared.giveCode(response);
        }
    }

    private void refuseSharing() {
        if (shared != null) {
            shared.refuse();
        }
    }

    @Override
    public void missesVariation(String missing) {
        refuseSharing();
        failures.report("there is no variation at " + missing + ": the app's own page answers", null);
    }

    @Override
    public @Nullable PageWatch watch() {
        return watch;
    }

    /** Returns what follows for the visitor; asked by any thread of the app, it is an equal decision each time. */
    @Override
    public Decision get() {
        Decision decided = decision;
        if (decided == null) {
            // Without a rule, nothing is asked of the visitor, and no look-up is worth its time.
            boolean isAsked = !plan.isEmpty() || visit.inspection() != Inspection.NONE;
            Visitor visitor = isAsked ? visit.visitor() : Visitor.unknown();
            long start = visit.inspection().start();
            decided = plan.decide(visitor, variation);
            visit.inspection().add(ServerTiming::decision, start);
            decision = decided;
        }
        return decided;
    }
}
