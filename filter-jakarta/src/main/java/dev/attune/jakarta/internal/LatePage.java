package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.decision.Plan;
import dev.attune.decision.Variation;
import dev.attune.decision.Visitor;
import dev.attune.html.HtmlRewriter;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.transform.PageScript;
import dev.attune.internal.transform.PageScripts;
import dev.attune.internal.transform.PageTransform;
import dev.attune.jakarta.internal.csp.PagePolicy;
import dev.attune.jakarta.internal.response.PageHead;
import dev.attune.jakarta.internal.rules.CompiledRules;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A page as shared caches keep it: without what is late, but with the script that asks for it, and that counts an experiment's view
 * of which the app does not hear.
 *
 * @param early what makes the page
 * @param late what the script asks for
 * @param isDefault whether the script asks for all that the visitor may see
 * @param canCount whether the script could count a view
 */
record LatePage(Plan early, Plan late, PageTransform transform, boolean isDefault, boolean canCount) {
    static LatePage of(CompiledRules inForce, String path, boolean isDefault) {
        RulesAccess access = RulesAccess.get();
        return new LatePage(
                access.earlyPlan(inForce.personalization(), path),
                access.latePlan(inForce.personalization(), path),
                inForce.transform(),
                isDefault,
                SeenTokens.canHold(path));
    }

    /**
     * Tells whether all who get the page from a cache come to what it goes without. Where its script cannot run, or asks in vain, only
     * the app can give it to them.
     */
    boolean isCompletedBy(PageHead head, Variation variation) {
        boolean isCounted = variation.assignment() != null;
        if (!head.isDocument()) {
            return !isCounted && !late.changesFragments();
        }
        return (!isCounted || canCount)
                && (!(isCounted || hasScript()) || script(head, null).stream().anyMatch(PageScript::isPossible));
    }

    private boolean hasScript() {
        return isDefault || !late.isEmpty();
    }

    /** Returns what makes the page; it holds nothing but what the visitor's outcome says. */
    HtmlRewriter rewriter(Visitor visitor, Variation variation, PageHead head, Consumer<RuntimeException> onError) {
        Assignment assignment = variation.assignment();
        HtmlRewriter rewriter = head.isDocument()
                ? transform.rewriterFor(
                        early.decide(visitor, variation),
                        null,
                        assignment != null || hasScript() ? script(head, assignment) : List.of(),
                        PagePolicy.of(head.policy(), transform.clientScriptUrl()),
                        onError)
                : transform.fragmentRewriterFor(early.decide(visitor, variation), onError);
        // Also a page that nothing changes has to pass by Attune, which sees what the app does until it is sent.
        return rewriter == null ? HtmlRewriter.builder().onError(onError).build() : rewriter;
    }

    private List<PageScript> script(PageHead head, @Nullable Assignment assignment) {
        PageScripts scripts = transform.scripts();
        String shown = assignment == null ? "" : assignment.experiment() + ":" + assignment.index();
        return PagePolicy.scriptThatAsks(
                "visitor",
                head.policy(),
                scripts,
                PageScripts.Kind.LATE,
                Map.of("to", scripts.folder(), "shown", shown));
    }
}
