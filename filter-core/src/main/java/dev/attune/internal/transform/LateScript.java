package dev.attune.internal.transform;

import dev.attune.html.Content;
import java.util.List;

/** Writes the script that asks for late values. */
final class LateScript {
    private final ScriptElement script;
    private final String attributes;

    /** @param folder the URL path of Attune's endpoints, with a slash at its end */
    LateScript(String folder) {
        script = new ScriptElement(folder + "late.js", ClientScript.late());
        StringBuilder to = new StringBuilder(" data-to=\"");
        HtmlEscape.append(folder, to);
        attributes = to.append("\" data-shown=\"").toString();
    }

    String url() {
        return script.url();
    }

    void addTo(List<Content> contents, LateMark mark) {
        StringBuilder shown = new StringBuilder(attributes);
        HtmlEscape.append(mark.shown(), shown);
        script.addTo(contents, new StringBuilder(), shown.append('"').toString(), mark.policy());
    }
}
