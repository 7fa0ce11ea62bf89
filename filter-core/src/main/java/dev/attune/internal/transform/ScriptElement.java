package dev.attune.internal.transform;

import dev.attune.html.Content;
import java.util.List;

/**
 * One of Attune's scripts as an element of pages. Inline comes first where it is allowed: it costs the first view no second
 * request, in a place where the browser would have to wait for it.
 */
final class ScriptElement {
    static final String END = "</script>";

    private final String url;
    // The same on every page, so it is handed on as bytes.
    private final Content source;

    /**
     * @param path the URL path that serves the script. The content's hash goes with it, so that the script may be cached
     *     for ever and yet changes with a new version.
     */
    ScriptElement(String path, ClientScript script) {
        url = path + "?v=" + script.version();
        source = Content.html(script.source() + END).prepared();
    }

    String url() {
        return url;
    }

    /** Whether the page's policy lets the script run in any form. */
    static boolean isPossible(ScriptPolicy policy) {
        return isInline(policy) || policy.externalScript();
    }

    /**
     * Adds the element.
     *
     * @param before what stands before it
     * @param attributes the element's own, each after a space
     */
    void addTo(List<Content> contents, StringBuilder before, String attributes, ScriptPolicy policy) {
        before.append("<script").append(attributes);
        if (isInline(policy)) {
            HtmlEscape.appendNonce(policy.scriptNonce(), before);
            contents.add(Content.html(before.append('>').toString()));
            contents.add(source);
        } else {
            before.append(" src=\"");
            HtmlEscape.append(url, before);
            contents.add(Content.html(before.append("\">").append(END).toString()));
        }
    }

    private static boolean isInline(ScriptPolicy policy) {
        return policy.scriptNonce() != null || policy.inlineScript();
    }
}
