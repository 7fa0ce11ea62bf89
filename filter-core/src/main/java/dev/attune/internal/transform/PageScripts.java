package dev.attune.internal.transform;

import static java.util.Objects.requireNonNull;

import dev.attune.html.Content;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The scripts that pages get beside that of client traits. Immutable. */
public final class PageScripts {
    private final String folder;
    private final Map<Kind, ScriptElement> elements = new EnumMap<>(Kind.class);

    /** Where in the head a script stands. */
    enum Place {
        BEHIND_TRAITS,
        BEHIND_STYLE,
        END
    }

    /** Which script. */
    public enum Kind {
        /** Hands analytics.js the browser's id, ahead of every snippet. */
        ID("id.js", Place.BEHIND_TRAITS),
        /** Tells that a page is seen that may never be. */
        SEEN("seen.js", Place.BEHIND_STYLE),
        /** Asks for what a page in a shared cache goes without. */
        LATE("late.js", Place.BEHIND_STYLE),
        /** Loads analytics.js: where it is known whether the page does so itself. */
        SNIPPET("load.js", Place.END);

        private final String file;
        private final Place place;

        Kind(String file, Place place) {
            this.file = file;
            this.place = place;
        }

        public ClientScript source() {
            return switch (this) {
                case ID -> ClientScript.id();
                case SEEN -> ClientScript.seen();
                case LATE -> ClientScript.late();
                case SNIPPET -> ClientScript.snippet();
            };
        }

        /** Returns the name under which it is served. */
        public String file() {
            return file;
        }
    }

    /** @param folder the URL path of Attune's endpoints, with a slash at its end */
    PageScripts(String folder) {
        this.folder = folder;
        for (Kind kind : Kind.values()) {
            elements.put(kind, new ScriptElement(folder + kind.file, kind.source()));
        }
    }

    /** Returns the URL path of Attune's endpoints, with a slash at its end. */
    public String folder() {
        return folder;
    }

    /** Returns the URL, path and query, under which pages ask for a script. */
    public String url(Kind kind) {
        return element(kind).url();
    }

    /** Returns the elements that belong at a place of the head. */
    List<Content> contents(List<PageScript> scripts, Place place) {
        List<Content> contents = new ArrayList<>();
        for (PageScript script : scripts) {
            if (script.script().place == place && script.isPossible()) {
                script.addTo(contents, element(script.script()));
            }
        }
        return contents;
    }

    private ScriptElement element(Kind kind) {
        return requireNonNull(elements.get(kind));
    }
}
