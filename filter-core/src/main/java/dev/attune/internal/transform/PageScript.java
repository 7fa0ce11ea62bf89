package dev.attune.internal.transform;

import dev.attune.html.Content;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of Attune's scripts on one page. It reads what it needs from the attributes of its own element.
 *
 * @param script which one
 * @param data the attributes' values, by their names without {@code data-}
 * @param policy what the page's Content-Security-Policy lets the script do
 */
public record PageScript(PageScripts.Kind script, Map<String, String> data, ScriptPolicy policy) {
    public PageScript {
        data = Map.copyOf(data);
    }

    /** Whether the page lets the script run. */
    public boolean isPossible() {
        return ScriptElement.isPossible(policy);
    }

    void addTo(List<Content> contents, ScriptElement element) {
        StringBuilder attributes = new StringBuilder();
        new TreeMap<>(data).forEach((name, value) -> {
            attributes.append(" data-").append(name).append("=\"");
            HtmlEscape.append(value, attributes);
            attributes.append('"');
        });
        element.addTo(contents, new StringBuilder(), attributes.toString(), policy);
    }
}
