package dev.attune.jakarta.internal.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page tells its visitor's browser.
 *
 * @param traits the client traits: JSON values
 * @param experiments the experiment that the visitor is in on the page, by its key: the variation's place in {@code serve}
 * @param late what pages from shared caches go without; empty where these keep nothing of the page
 */
public record PageState(Map<String, Object> traits, Map<String, Integer> experiments, Map<String, Object> late) {
    /** A page that tells nothing. */
    public static final PageState NOTHING = new PageState(Map.of(), Map.of(), Map.of());

    public PageState {
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
        experiments = Map.copyOf(experiments);
        late = Collections.unmodifiableMap(new LinkedHashMap<>(late));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traits", traits);
        json.put("experiments", experiments);
        if (!late.isEmpty()) {
            json.put("late", late);
        }
        return json;
    }
}
