package dev.attune.jakarta.internal.response;

import dev.attune.html.HtmlRewriter;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The plan for one visitor's response. Used by one thread at a time. */
public interface PagePlan {
    /**
     * Returns what rewrites the page, or null where nothing is to be done with it.
     *
     * <p>Asked at the first byte of an HTML response that may be rewritten, on the thread that writes it, and may wait
     * there within the profile budget. Asked once a document: a second time only where the app starts its response anew
     * ({@code reset}, {@code sendError}) or sets another {@code Content-Security-Policy} before anything was sent. Never
     * throws.
     */
    @Nullable
    HtmlRewriter rewriter(PageHead head);

    /**
     * Returns a text that is equal when and only when the same was decided for the page, the variation's path included.
     *
     * <p>With the app's own validator it makes up the page's {@code ETag}, hashed. Asked only where the app set one, after
     * {@link #rewriter}, or without that call for a variation that is not HTML.
     */
    String fingerprint();

    /**
     * Tells whether an answer that is a part of a document may be changed, for any visitor; if not, {@link #rewriter} is
     * not asked about one.
     */
    default boolean changesFragments() {
        return true;
    }

    /** Tells whether AMP pages are changed, too; with a script that AMP does not know they are not valid any more. */
    default boolean changesAmp() {
        return false;
    }

    /** Returns the request headers that tell visitors apart, as a {@code Vary} value (RFC 9110, section 12.5.5). */
    default String vary() {
        return "Cookie";
    }

    /** Tells whether the response may be kept at all, also by the visitor's own browser; the same answer each time. */
    default boolean mayBeKept() {
        return true;
    }

    /**
     * Tells whether the visitor decides which resource answers. The response then depends on the visitor even where it is no
     * page and where the app's own resource answers. The same answer each time.
     */
    default boolean isVaried() {
        return false;
    }

    /**
     * Returns what shared caches may do with the page as things stand, or null where it is only for its visitor. Once null, it
     * stays null.
     */
    default @Nullable Sharing sharing() {
        return null;
    }

    /** Hears that the page is on its way to shared caches: from now on nothing of it may depend on its visitor. */
    default void shared() {}

    /** Tells the browser, with a page that is only for its visitor, by which code it gets those that caches keep. */
    default void giveCode(HttpServletResponse response) {}

    /** Hears that the variation is not there, so that the app's own page answers. */
    default void missesVariation(String path) {}

    /** Returns the watch that hears what becomes of the response, or null where there is none. */
    default @Nullable PageWatch watch() {
        return null;
    }
}
