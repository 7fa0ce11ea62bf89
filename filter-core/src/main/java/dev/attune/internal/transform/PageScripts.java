package dev.attune.internal.transform;

import dev.attune.html.Content;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The scripts of a page that have nothing to do with its rules. Immutable. */
public final class PageScripts {
    private final Map<Kind, ScriptElement> elements = new EnumMap<>(Kind.class);

    /** Which script. */
    public enum Kind {
        /** Hands analytics.js the browser's id: right behind the client traits, ahead of every snippet. */
        ID("id.js", true),
        /** Loads analytics.js: at the end of the head, where it is known whether the page does so itself. */
        SNIPPET("load.js", false);

        private final String file;
        private final boolean isFirst;

        Kind(String file, boolean isFirst) {
            this.file = file;
            this.isFirst = isFirst;
        }

        public ClientScript source() {
            return this == ID ? ClientScript.id() : ClientScript.snippet();
        }

        /** Returns the name under which it is served. */
        public String file() {
            return file;
        }
    }

    /** @param folder the URL path of Attune's endpoints, with a slash at its end */
    PageScripts(String folder) {
        for (Kind kind : Kind.values()) {
            elements.put(kind, new ScriptElement(folder + kind.file, kind.source()));
        }
    }

    /** Returns the URL, path and query, under which pages ask for a script. */
    public String url(Kind kind) {
        return element(kind).url();
    }

    /** Returns the elements that belong at one of the two ends of the head. */
    List<Content> contents(List<PageScript> scripts, boolean atStart) {
        List<Content> contents = new ArrayList<>();
        for (PageScript script : scripts) {
            if (script.script().isFirst == atStart && script.isPossible()) {
                script.addTo(contents, element(script.script()));
            }
        }
        return contents;
    }

    private ScriptElement element(Kind kind) {
        ScriptElement element = elements.get(kind);
        if (element == null) {
            throw new IllegalStateException("no element for " + kind);
        }
        return element;
    }
}
