package dev.attune.jakarta.internal;

import dev.attune.internal.config.Features;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pages get for analytics.js.
 *
 * @param ownPaths the URL path of Attune's endpoints, with a slash at its end
 * @param cdn where analytics.js comes from if not from the own domain
 * @param shownKey the write key as pages show it, or null where there is none
 * @param isKeyHidden whether that is another text: only Attune's own files know it
 */
record AnalyticsPages(String ownPaths, String cdn, @Nullable String shownKey, boolean isKeyHidden) {

    /** Returns what a visitor's page gets. */
    PageAdditions additions(Visit visit, Features features, HttpServletRequest request, HttpServletResponse response) {
        if (!features.changeAllPages() || visit.inspection().isPreview() || !visit.mayBeCounted()) {
            return PageAdditions.NONE;
        }
        return PageAdditions.of(
                visit.browserId(),
                visit.browserIds(),
                ownPaths,
                features.snippet() ? snippet(features) : null,
                request,
                response);
    }

    private @Nullable Map<String, String> snippet(Features features) {
        if (shownKey == null || (isKeyHidden && !features.files())) {
            return null;
        }
        Map<String, String> data = new HashMap<>();
        data.put("key", shownKey);
        data.put("cdn", features.files() ? ownPaths.substring(0, ownPaths.length() - 1) : cdn);
        data.put(
                "src", (features.files() ? ownPaths : cdn + "/analytics.js/") + "v1/" + shownKey + "/analytics.min.js");
        if (features.events()) {
            data.put("events", ownPaths + "v1");
        }
        if (features.pageView()) {
            data.put("page", "on");
        }
        return data;
    }
}
