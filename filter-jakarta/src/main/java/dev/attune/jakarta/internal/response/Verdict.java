package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import dev.attune.jakarta.internal.csp.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a response, decided at its first byte.
 *
 * @param outcome {@link Outcome#REWRITTEN}, {@link Outcome#NOT_MODIFIED}, or why it passes
 * @param rewriter for a page that is rewritten, else null
 * @param charset that page's, or null where only the document can tell
 */
record Verdict(
        Outcome outcome,
        @Nullable HtmlRewriter rewriter,
        @Nullable Charset charset) {
    private Verdict(Outcome outcome) {
        this(outcome, null, null);
    }

    /**
     * Decides, and sets the headers of a response that depends on its visitor.
     *
     * @param writing what the app's writer encodes to, or null where it writes bytes
     * @param bytes whether some are about to come, so that there is a page to rewrite
     */
    static Verdict of(
            HttpServletRequest request,
            PagePlan page,
            VisitorHeaders headers,
            @Nullable Charset writing,
            boolean bytes) {
        HttpServletResponse container = headers.container();
        if (container.isCommitted()) {
            return new Verdict(Outcome.COMMITTED);
        }
        Eligibility eligibility = Eligibility.of(container, writing);
        return eligibility.refusal() == null
                ? ofPage(request, page, headers, eligibility.charset(), bytes)
                : ofOther(headers, eligibility.refusal());
    }

    private static Verdict ofPage(
            HttpServletRequest request,
            PagePlan page,
            VisitorHeaders headers,
            @Nullable Charset charset,
            boolean bytes) {
        ContentPolicy policy = ContentPolicy.of(request, headers.container());
        HtmlRewriter rewriter = page.rewriter(new PageHead(charset, policy));
        boolean rewrites = rewriter != null && (bytes || "HEAD".equals(request.getMethod()));
        if (policy.hasNonce()) {
            headers.applyWithoutTag();
        } else if (headers.isCopyGood(headers.apply(rewrites))) {
            return new Verdict(Outcome.NOT_MODIFIED);
        }
        if (rewriter == null) {
            return new Verdict(Outcome.NOTHING_TO_DO);
        }
        return rewrites ? new Verdict(Outcome.REWRITTEN, rewriter, charset) : new Verdict(Outcome.EMPTY);
    }

    private static Verdict ofOther(VisitorHeaders headers, Outcome refusal) {
        boolean unchanged = headers.dependsOnVisitor()
                ? headers.isCopyGood(headers.apply(false))
                : headers.releaseIfAppsCopyIsGood();
        return new Verdict(unchanged ? Outcome.NOT_MODIFIED : refusal);
    }
}
