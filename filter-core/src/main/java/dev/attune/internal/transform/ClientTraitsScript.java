package dev.attune.internal.transform;

import dev.attune.html.Content;
import dev.attune.internal.json.JsonText;
import java.util.List;
import java.util.Map;

/**
 * Writes the client traits for the start of a page's head: a data block and the script that reads it.
 *
 * <p>It has to be the very first thing in the head and neither deferred nor asynchronous: the script must be there before
 * analytics.js replays the calls that wait for it.
 */
final class ClientTraitsScript {
    private static final String DATA = "<script type=\"application/json\" id=\"attune-traits\">";
    private static final String END = "</script>";

    // The same on every page, so they are handed on as bytes.
    private final Content inlineScript;
    private final Content externalScript;
    private final String url;

    /**
     * @param path the URL path that serves the script. The content's hash goes with it, so that the script may be cached
     *     for ever and yet changes with a new version.
     */
    ClientTraitsScript(String path, ClientScript script) {
        url = path + "?v=" + script.version();
        inlineScript = Content.html(script.source() + END).prepared();
        StringBuilder external = new StringBuilder("<script src=\"");
        HtmlEscape.append(url, external);
        externalScript =
                Content.html(external.append("\">").append(END).toString()).prepared();
    }

    String url() {
        return url;
    }

    /** Whether the page's policy lets the script run in any form. */
    static boolean isPossible(ScriptPolicy policy) {
        return isInline(policy) || policy.externalScript();
    }

    /**
     * Adds block and script. Inline comes first where it is allowed: it costs the first view no second request, in a
     * place where the browser would have to wait for it. The data block is no script to a browser and needs no nonce.
     */
    void addTo(List<Content> contents, Map<String, Object> traits, ScriptPolicy policy) {
        boolean inline = isInline(policy);
        StringBuilder start = new StringBuilder(256).append(DATA);
        JsonText.script(traits, start);
        start.append(END);
        if (inline) {
            start.append("<script");
            HtmlEscape.appendNonce(policy.scriptNonce(), start);
            start.append('>');
        }
        contents.add(Content.html(start.toString()));
        contents.add(inline ? inlineScript : externalScript);
    }

    private static boolean isInline(ScriptPolicy policy) {
        return policy.scriptNonce() != null || policy.inlineScript();
    }
}
