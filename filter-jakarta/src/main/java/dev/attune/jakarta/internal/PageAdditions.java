package dev.attune.jakarta.internal;

import dev.attune.internal.transform.PageScript;
import dev.attune.internal.transform.PageScripts;
import dev.attune.jakarta.internal.csp.PagePolicy;
import dev.attune.jakarta.internal.response.PageHead;
import dev.attune.jakarta.internal.visitor.BrowserId;
import dev.attune.jakarta.internal.visitor.BrowserIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one page gets whatever its rules say: the browser's id, and the snippet of analytics.js. */
record PageAdditions(Map<PageScripts.Kind, Map<String, String>> scripts, Runnable keepingId) {
    static final PageAdditions NONE = new PageAdditions(Map.of(), () -> {});

    PageAdditions {
        scripts = Map.copyOf(scripts);
    }

    /**
     * Returns what a visitor's page gets.
     *
     * @param id the browser's id, or null where Attune gives none
     * @param snippet the attributes of the snippet, or null where the page gets none
     */
    static PageAdditions of(
            @Nullable BrowserId id,
            BrowserIds ids,
            String ownPaths,
            @Nullable Map<String, String> snippet,
            HttpServletRequest request,
            HttpServletResponse response) {
        Map<PageScripts.Kind, Map<String, String>> scripts = new EnumMap<>(PageScripts.Kind.class);
        if (id != null) {
            scripts.put(PageScripts.Kind.ID, Map.of("id", id.text(), "to", ownPaths + "reset"));
        }
        if (snippet != null) {
            scripts.put(PageScripts.Kind.SNIPPET, snippet);
        }
        return new PageAdditions(scripts, id == null ? () -> {} : () -> ids.keep(id, request, response));
    }

    boolean isEmpty() {
        return scripts.isEmpty();
    }

    /** Returns the scripts of a document in a list that may grow, and lets the browser keep its id. Called when its headers can still be set. */
    List<PageScript> of(PageHead head, PageScripts urls) {
        keepingId.run();
        List<PageScript> placed = new ArrayList<>();
        scripts.forEach((kind, data) -> placed.add(PagePolicy.script(head.policy(), urls, kind, data)));
        return placed;
    }

    /** Returns a text that is equal when and only when pages get the same. */
    String fingerprint() {
        return isEmpty() ? "" : " " + new EnumMap<>(scripts);
    }
}
