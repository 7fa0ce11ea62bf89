package dev.attune.internal.transform;

import dev.attune.html.Content;
import java.util.List;

/** Writes the script that tells that a page is seen. */
final class SeenScript {
    private final ScriptElement script;
    private final String attributes;

    /** @param folder the URL path of Attune's endpoints, with a slash at its end */
    SeenScript(String folder) {
        script = new ScriptElement(folder + "seen.js", ClientScript.seen());
        StringBuilder to = new StringBuilder(" data-to=\"");
        HtmlEscape.append(folder + "seen", to);
        attributes = to.append("\" data-token=\"").toString();
    }

    String url() {
        return script.url();
    }

    void addTo(List<Content> contents, SeenMark mark) {
        script.addTo(contents, new StringBuilder(), attributes + mark.token() + '"', mark.policy());
    }
}
