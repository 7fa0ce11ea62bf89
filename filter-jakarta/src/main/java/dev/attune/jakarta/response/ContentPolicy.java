package dev.attune.jakarta.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a response's Content Security Policies (CSP Level 3) let us add to its page. Immutable. */
public final class ContentPolicy {
    private static final ContentPolicy NONE = new ContentPolicy();

    private ContentPolicy() {}

    static ContentPolicy of(HttpServletRequest request, HttpServletResponse response) {
        return NONE;
    }

    static boolean isHeader(String name) {
        return name.regionMatches(true, 0, "Content-Security-Policy", 0, 23);
    }

    boolean hasNonce() {
        return false;
    }

    /** Returns the policy of a page that has none: all is granted. */
    public static ContentPolicy none() {
        return NONE;
    }

    /** Tells how an inline script with exactly this text may go in. */
    public Permission inlineScript(String text) {
        return Permission.FREE;
    }

    /** Tells how a script from the page's own origin, named by its absolute path, may go in. */
    public Permission ownScript(String path) {
        return Permission.FREE;
    }

    /** Tells how a {@code <style>} element with exactly this text may go in. */
    public Permission inlineStyle(String text) {
        return Permission.FREE;
    }

    /** Tells whether {@code style} attributes work. */
    public boolean styleAttribute() {
        return true;
    }
}
