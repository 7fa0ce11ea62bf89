package dev.attune.transform;

import java.util.Map;

/**
 * Writes the client traits for the start of a page's head: a data block and the script that reads it.
 *
 * <p>It has to be the very first thing in the head and neither deferred nor asynchronous: the script must be there before
 * analytics.js replays the calls that wait for it.
 */
final class ClientTraits {
    private static final String DATA = "<script type=\"application/json\" id=\"attune-traits\">";
    private static final String END = "</script>";

    private final String inlineScript;
    private final String externalScript;
    private final String url;

    /**
     * @param path the URL path that serves the script. The content's hash goes with it, so that the script may be cached
     *     for ever and yet changes with a new version.
     */
    ClientTraits(String path, ClientScript script) {
        inlineScript = ">" + script.source() + END;
        url = path + "?v=" + script.version();
        StringBuilder external = new StringBuilder("<script src=\"");
        HtmlEscape.append(url, external);
        externalScript = external.append("\">").append(END).toString();
    }

    String url() {
        return url;
    }

    /** Whether the page's policy lets the script run in any form. */
    boolean isPossible(ScriptPolicy policy) {
        return policy.scriptNonce() != null || policy.inlineScript() || policy.externalScript();
    }

    /**
     * Appends block and script. Inline comes first where it is allowed: it costs the first view no second request, in a
     * place where the browser would have to wait for it. The data block is no script to a browser and needs no nonce.
     */
    void append(Map<String, Object> traits, ScriptPolicy policy, StringBuilder out) {
        out.append(DATA);
        ScriptJson.write(traits, out);
        out.append(END);
        if (policy.scriptNonce() != null || policy.inlineScript()) {
            out.append("<script");
            HtmlEscape.appendNonce(policy.scriptNonce(), out);
            out.append(inlineScript);
        } else {
            out.append(externalScript);
        }
    }
}
