package dev.attune.it.browser;

import dev.attune.decision.Decision;
import dev.attune.internal.transform.ScriptPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page as one visitor gets it.
 *
 * @param html the app's page
 * @param traits what the browser may know, or null for no client traits at all
 * @param color the page colour, or null for none
 * @param csp the app's Content-Security-Policy, or null for none
 * @param policy what that policy lets into the page
 */
record Visit(
        String html,
        @Nullable Map<String, Object> traits,
        @Nullable String color,
        @Nullable String csp,
        ScriptPolicy policy) {
    static Visit to(String html) {
        return new Visit(html, null, null, null, ScriptPolicy.unrestricted());
    }

    Visit with(Map<String, Object> known) {
        return new Visit(html, known, color, csp, policy);
    }

    Visit in(String pageColor) {
        return new Visit(html, traits, pageColor, csp, policy);
    }

    Visit under(String appsCsp, ScriptPolicy what) {
        return new Visit(html, traits, color, appsCsp, what);
    }

    Decision decision() {
        return new Decision(null, traits, color, List.of());
    }
}
