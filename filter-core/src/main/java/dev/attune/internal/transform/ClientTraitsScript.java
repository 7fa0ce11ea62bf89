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
    private final ScriptElement script;
    private final String block;

    /** @param folder the URL path of Attune's endpoints, with a slash at its end */
    ClientTraitsScript(String folder) {
        script = new ScriptElement(folder + "client.js", ClientScript.get());
        StringBuilder start =
                new StringBuilder("<script type=\"application/json\" id=\"attune-traits\" data-attune=\"");
        HtmlEscape.append(folder, start);
        block = start.append("\">").toString();
    }

    String url() {
        return script.url();
    }

    /** Adds block and script. The data block is no script to a browser and needs no nonce. */
    void addTo(List<Content> contents, Map<String, Object> traits, ScriptPolicy policy) {
        StringBuilder start = new StringBuilder(256).append(block);
        JsonText.script(traits, start);
        script.addTo(contents, start.append(ScriptElement.END), "", policy);
    }
}
