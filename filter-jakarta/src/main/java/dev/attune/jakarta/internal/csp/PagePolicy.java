package dev.attune.jakarta.internal.csp;

import dev.attune.internal.transform.ClientScript;
import dev.attune.internal.transform.PageScript;
import dev.attune.internal.transform.PageScripts;
import dev.attune.internal.transform.ScriptPolicy;
import java.util.List;
import java.util.Map;

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
     * Returns one of Attune's scripts for a page.
     *
     * @param data what it reads from its element
     */
    public static PageScript script(
            ContentPolicy policy, PageScripts scripts, PageScripts.Kind kind, Map<String, String> data) {
        return new PageScript(kind, data, of(policy, kind.source(), scripts.url(kind)));
    }

    /**
     * Returns one of Attune's scripts for a page, in a list, or none where the page does not let it ask the one endpoint that
     * it is for.
     *
     * @param endpoint its name
     * @param data what it reads from its element
     */
    public static List<PageScript> scriptThatAsks(
            String endpoint,
            ContentPolicy policy,
            PageScripts scripts,
            PageScripts.Kind kind,
            Map<String, String> data) {
        return policy.ownConnection(scripts.folder() + endpoint)
                ? List.of(script(policy, scripts, kind, data))
                : List.of();
    }

    private static ScriptPolicy of(ContentPolicy policy, ClientScript script, String url) {
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
