package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The headers that caches and conditions go by: the app's own until they are {@linkplain #apply applied}, and from then on
 * those of a response that depends on its visitor, private and with Attune's own tag.
 */
final class VisitorHeaders {
    private final PagePlan page;
    private final Conditions conditions;
    private final HeaderResponse response;
    private boolean variation;
    private boolean applied;
    private boolean readsNavigation;
    private boolean isOffered;
    private boolean isForVisitorOnly;

    /** @param variation whether a variation answers, which not every visitor gets */
    VisitorHeaders(PagePlan page, Conditions conditions, HeaderResponse response, boolean variation) {
        this.page = page;
        this.conditions = conditions;
        this.response = response;
        this.variation = variation;
    }

    HttpServletResponse container() {
        return response.container();
    }

    boolean areApplied() {
        return applied;
    }

    /**
     * Makes the response private and returns its entity tag, or null if there is none.
     *
     * @param changes whether its bytes do
     */
    @Nullable
    String apply(boolean changes) {
        if (!page.mayBeKept()) {
            applyWithoutTag();
            return null;
        }
        protect();
        String appTag = response.withheld.get(WithheldHeaders.ETAG);
        String lastModified = response.withheld.get(WithheldHeaders.LAST_MODIFIED);
        if (appTag == null && lastModified == null) {
            return null;
        }
        String tag = appTag != null && !changes && !variation
                ? appTag
                : Validator.tag(appTag, lastModified, page.fingerprint());
        response.innermost.asAttune(() -> container().setHeader(WithheldHeaders.ETAG, tag));
        return tag;
    }

    /**
     * A page that may not be kept goes out once, and so does one with a nonce in it: kept, its nonce would not fit the
     * policy that comes with a 304.
     */
    void applyWithoutTag() {
        restrict();
        if (container().containsHeader(WithheldHeaders.ETAG)) {
            // Set before the policy came, and not every container takes a header back.
            response.innermost.asAttune(() -> container().setHeader(WithheldHeaders.ETAG, Validator.unmatched()));
        }
    }

    /** Offers the page to shared caches; returns whether they may keep it, as things stand. */
    boolean offer() {
        Sharing sharing = isForVisitorOnly ? null : page.sharing();
        isOffered = sharing != null && response.innermost.mayBeShared(sharing);
        return isOffered;
    }

    /** Offers it to no shared cache: the end of a page that is written without blocking cannot be sent at once. */
    void keepFromAll() {
        isForVisitorOnly = true;
    }

    /** Takes back the offer. */
    void withdraw() {
        isOffered = false;
        response.innermost.withdraw(container());
    }

    boolean areShared() {
        return response.innermost.isShared();
    }

    /** Looks once more for what speaks against sharing, before bytes leave. */
    void settle() {
        response.innermost.settle(container());
        if (areShared() && container().isCommitted()) {
            page.shared();
        }
    }

    /** Lets the browser know by which code it gets pages from caches. */
    void giveCode() {
        response.innermost.asAttune(() -> page.giveCode(container()));
    }

    private void protect() {
        applied = true;
        Sharing sharing = isOffered ? page.sharing() : null;
        if (sharing != null && response.innermost.share(container(), page, sharing)) {
            addVary();
        } else {
            restrict();
        }
    }

    /** Keeps the response out of shared caches. */
    void restrict() {
        applied = true;
        response.innermost.restrict(container(), page);
        addVary();
    }

    /** Tells whether the container took that: in an include it may not. */
    boolean areKept() {
        return response.innermost.satisfies(page);
    }

    /** Notes that the answer depends on what {@link Navigation} reads. */
    void dependOnNavigation() {
        readsNavigation = true;
        addVary();
    }

    private void addVary() {
        if (readsNavigation) {
            response.innermost.asAttune(() -> CachePolicy.vary(container(), Navigation.VARY));
        }
    }

    /** Tells whether the visitor's copy of a response that depends on the visitor is still good. */
    boolean isCopyGood(@Nullable String tag) {
        return tag != null
                && conditions.areNotModified(tag)
                && container().getStatus() == HttpServletResponse.SC_OK
                && canBe(HttpServletResponse.SC_NOT_MODIFIED, response.innermost.own());
    }

    /** In an include the container may take no status in the place of 200. */
    private static boolean canBe(int status, HttpServletResponse container) {
        container.setStatus(status);
        boolean can = container.getStatus() == status;
        container.setStatus(HttpServletResponse.SC_OK);
        return can;
    }

    /** Answers the conditions of an app that looked for them and could not see them: its validators belong to all. */
    boolean releaseIfAppsCopyIsGood() {
        boolean good = container().getStatus() == HttpServletResponse.SC_OK
                && conditions.areNotModifiedForAll(
                        response.withheld.get(WithheldHeaders.ETAG),
                        response.withheld.get(WithheldHeaders.LAST_MODIFIED))
                && canBe(HttpServletResponse.SC_NOT_MODIFIED, container());
        if (good) {
            response.withheld.releaseWithoutLength(container());
        }
        return good;
    }

    /** Hands over the withheld headers, for bytes that do not change. */
    void release() {
        if (applied) {
            response.withheld.releaseWithoutValidators(container());
        } else {
            response.withheld.release(container());
        }
    }

    /**
     * Returns the part of an answer that its visitor asked for, or null for all of it. An app that says that it gives ranges
     * could not see that one was asked for, until it was clear that this is no page.
     */
    @Nullable
    ByteRange part() {
        boolean divides = !applied
                && "bytes".equalsIgnoreCase(response.withheld.get(WithheldHeaders.ACCEPT_RANGES))
                && response.withheld.length() > 0
                && container().getStatus() == HttpServletResponse.SC_OK;
        ByteRange asked = divides
                ? conditions.range(
                        response.withheld.length(),
                        response.withheld.get(WithheldHeaders.ETAG),
                        response.withheld.get(WithheldHeaders.LAST_MODIFIED))
                : null;
        return asked != null && canBe(HttpServletResponse.SC_PARTIAL_CONTENT, container()) ? asked : null;
    }

    /** Sets the headers of a part of the answer. */
    void release(ByteRange part) {
        container().setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        container().setHeader("Content-Range", part.contentRange());
        response.withheld.length(part.length());
        release();
    }

    /** Minds a header that the app set when the response was decided upon. */
    void changed(String name, boolean rewriting, boolean passing) {
        if (!applied) {
            if ("Vary".equalsIgnoreCase(name)) {
                addVary();
            }
        } else if (CachePolicy.concerns(name)) {
            protect();
        } else if (WithheldHeaders.canonical(name) != null) {
            apply(rewriting);
            if (passing) {
                release();
            }
        }
    }

    /** The app leaves for an error page or elsewhere: what it said of its own body does not hold there. */
    void beforeLeaving() {
        if (dependsOnVisitor()) {
            response.innermost.restrict(container(), page);
        } else {
            response.withheld.releaseWithoutLength(container());
        }
    }

    /** Tells whether the response is private, page or not. */
    boolean dependsOnVisitor() {
        return variation || page.isVaried() || !page.mayBeKept();
    }

    /** Another decision will be taken. */
    void undo() {
        applied = false;
        isOffered = false;
        readsNavigation = false;
        response.innermost.permit();
    }

    /** The app's own page answers in the place of a variation that is not there. */
    void clearForOwnPage() {
        variation = false;
        clear();
    }

    /** What the app set is gone. */
    void clear() {
        undo();
        response.withheld.clear();
    }
}
