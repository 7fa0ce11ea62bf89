package dev.attune.jakarta.internal.csp;

import dev.attune.internal.transform.ClientScript;
import dev.attune.internal.transform.ScriptPolicy;

/** Asks a page's Content-Security-Policy all that the transforms want to know. */
public final class PagePolicy {
    /** The style of a page colour differs between visitors, so no hash in a policy can stand for it. */
    private static final String ANY_STYLE = ":root{}";

    private PagePolicy() {}

    public static ScriptPolicy of(ContentPolicy policy, String clientScriptUrl) {
        if (policy == ContentPolicy.none()) {
            return ScriptPolicy.unrestricted();
        }
        Permission inline = policy.inlineScript(ClientScript.get().source());
        Permission external = policy.ownScript(clientScriptUrl);
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
