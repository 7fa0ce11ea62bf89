package dev.attune.jakarta;

import dev.attune.decision.Decision;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.response.Page;
import dev.attune.jakarta.response.PageHead;
import dev.attune.transform.PageTransform;
import org.jspecify.annotations.Nullable;

/** What is decided for one visit, as the response wrapper asks for it: late, at the first byte that needs it. */
final class VisitPage implements Page {
    private final Visit visit;
    private final Plan plan;
    private final PageTransform transform;
    private final Site site;
    private final Variation variation;
    private volatile @Nullable Decision decision;

    VisitPage(Visit visit, Plan plan, PageTransform transform, Site site, Variation variation) {
        this.visit = visit;
        this.plan = plan;
        this.transform = transform;
        this.site = site;
        this.variation = variation;
    }

    @Override
    public @Nullable HtmlRewriter rewriter(PageHead head) {
        try {
            return transform.rewriterFor(
                    decision(),
                    PagePolicy.of(head.policy(), transform.clientScriptUrl()),
                    error -> site.failures().report("rewriting a page failed", error));
        } catch (RuntimeException e) {
            site.failures().report("a page could not be personalized", e);
            return null;
        }
    }

    @Override
    public String fingerprint() {
        return decision().toString();
    }

    @Override
    public String vary() {
        return site.identity().vary();
    }

    /** Returns what follows for the visitor; asked by any thread of the app, it is an equal decision each time. */
    Decision decision() {
        Decision decided = decision;
        if (decided == null) {
            decided = plan.decide(visit.visitor(), variation);
            decision = decided;
        }
        return decided;
    }
}
