package dev.attune.jakarta.internal.csp;

import dev.attune.internal.transform.ClientScript;
import dev.attune.internal.transform.LateMark;
import dev.attune.internal.transform.ScriptPolicy;
import dev.attune.internal.transform.SeenMark;
import org.jspecify.annotations.Nullable;

/** Asks a page's Content-Security-Policy all that the transforms want to know. */
public final class PagePolicy {
    /** The style of a page colour differs between visitors, so no hash in a policy can stand for it. */
    private static final String ANY_STYLE = ":root{}";

    private PagePolicy() {}

    /** Returns what a page lets the script of client traits and all styles do. */
    public static ScriptPolicy of(ContentPolicy policy, String clientScriptUrl) {
        return of(policy, ClientScript.get(), clientScriptUrl);
    }

    /**
     * Returns what marks a page that may never be seen, or null where the page lets its browser tell nothing.
     *
     * @param token what the browser tells then
     */
    public static @Nullable SeenMark seen(ContentPolicy policy, String scriptUrl, String token) {
        // The endpoint stands beside the script.
        return policy.ownConnection(scriptUrl.substring(0, scriptUrl.lastIndexOf('/') + 1) + "seen")
                ? new SeenMark(token, of(policy, ClientScript.seen(), scriptUrl))
                : null;
    }

    /**
     * Returns what marks a page that has its browser ask for late values, or null where the page lets it ask for nothing.
     *
     * @param shown the experiment and variation that the page shows, or {@code ""}
     */
    public static @Nullable LateMark late(ContentPolicy policy, String scriptUrl, String shown) {
        return policy.ownConnection(scriptUrl.substring(0, scriptUrl.lastIndexOf('/') + 1) + "visitor")
                ? new LateMark(shown, of(policy, ClientScript.late(), scriptUrl))
                : null;
    }

    /** Returns what a page lets a script of Attune's do. */
    public static ScriptPolicy of(ContentPolicy policy, ClientScript script, String url) {
        if (policy == ContentPolicy.none()) {
            return ScriptPolicy.unrestricted();
        }
        Permission inline = policy.inlineScript(script.source());
        Permission external = policy.ownScript(url);
        Permission style = policy.inlineStyle(ANY_STYLE);
        return new ScriptPolicy(
                inline.nonce(),
                style.nonce(),
                isFree(inline),
                isFree(external),
                isFree(style),
                policy.styleAttribute());
    }

    private static boolean isFree(Permission permission) {
        return permission.granted() && permission.nonce() == null;
    }
}
