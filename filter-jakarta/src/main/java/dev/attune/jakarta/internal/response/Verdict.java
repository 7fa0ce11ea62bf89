package dev.attune.jakarta.internal.response;

import static java.util.Objects.requireNonNull;

import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.internal.csp.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a response, taken at its first bytes.
 *
 * @param outcome {@link Outcome#REWRITTEN}, {@link Outcome#NOT_MODIFIED}, or why it passes
 * @param rewriter for a page that is rewritten, else null
 * @param charset that page's, or null where only the document can tell
 */
record Verdict(
        Outcome outcome,
        @Nullable HtmlRewriter rewriter,
        @Nullable Charset charset) {
    private static final Map<Outcome, Verdict> WITHOUT_REWRITER = new EnumMap<>(Outcome.class);

    static {
        for (Outcome outcome : Outcome.values()) {
            WITHOUT_REWRITER.put(outcome, new Verdict(outcome, null, null));
        }
    }

    /**
     * Decides, and sets the headers of a response that depends on its visitor.
     *
     * @param start how the response begins, or null where no byte comes, so that there is no page to rewrite
     */
    static Verdict of(
            HttpServletRequest request,
            PagePlan page,
            VisitorHeaders headers,
            Eligibility eligibility,
            Opening.@Nullable Start start) {
        if (eligibility.refusal() == Outcome.COMMITTED) {
            return of(Outcome.COMMITTED);
        }
        if (eligibility.refusal() != null) {
            return ofOther(headers, eligibility.refusal());
        }
        if (start == Opening.Start.TEXT) {
            return ofOther(headers, Outcome.FRAGMENT);
        }
        if (start == Opening.Start.AMP && !page.changesAmp()) {
            return ofOther(headers, Outcome.AMP);
        }
        boolean isDocument = isDocument(request, headers, start);
        if (!isDocument && (start == Opening.Start.TEXT_AND_DOCUMENT || !page.changesFragments())) {
            return ofOther(headers, Outcome.FRAGMENT);
        }
        boolean rewritable = start != null || "HEAD".equals(request.getMethod());
        ContentPolicy policy = ContentPolicy.of(request, headers.container());
        // A nonce that a cache hands out twice is none.
        boolean isShared = rewritable && !policy.hasNonce() && headers.offer();
        return ofPage(page, headers, new PageHead(eligibility.charset(), isDocument, policy, isShared), rewritable);
    }

    private static boolean isDocument(
            HttpServletRequest request, VisitorHeaders headers, Opening.@Nullable Start start) {
        if (start == null || start == Opening.Start.DOCUMENT || start == Opening.Start.AMP) {
            return true;
        }
        headers.dependOnNavigation();
        return Navigation.is(request);
    }

    private static Verdict ofPage(PagePlan page, VisitorHeaders headers, PageHead head, boolean rewritable) {
        HtmlRewriter rewriter = page.rewriter(head);
        boolean rewrites = rewriter != null && rewritable;
        if (!rewrites) {
            headers.withdraw();
        }
        String tag = null;
        if (head.policy().hasNonce()) {
            headers.applyWithoutTag();
        } else {
            tag = headers.apply(rewrites);
        }
        if (!headers.areShared()) {
            headers.giveCode();
        }
        if (headers.isCopyGood(tag)) {
            return of(Outcome.NOT_MODIFIED);
        }
        if (rewriter == null) {
            return of(Outcome.NOTHING_TO_DO);
        }
        if (rewrites && !headers.areKept()) {
            return of(Outcome.INCLUDED);
        }
        return rewrites ? new Verdict(Outcome.REWRITTEN, rewriter, head.charset()) : of(Outcome.EMPTY);
    }

    private static Verdict ofOther(VisitorHeaders headers, Outcome refusal) {
        boolean unchanged = headers.dependsOnVisitor()
                ? headers.isCopyGood(headers.apply(false))
                : headers.releaseIfAppsCopyIsGood();
        return of(unchanged ? Outcome.NOT_MODIFIED : refusal);
    }

    private static Verdict of(Outcome outcome) {
        return requireNonNull(WITHOUT_REWRITER.get(outcome));
    }
}
