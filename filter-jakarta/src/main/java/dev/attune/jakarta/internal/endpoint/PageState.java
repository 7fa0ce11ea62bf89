package dev.attune.jakarta.internal.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page tells its visitor's browser.
 *
 * @param traits the client traits: JSON values
 * @param experiments the experiment that the visitor is in on the page, by its key: the variation's place in {@code serve}
 */
public record PageState(Map<String, Object> traits, Map<String, Integer> experiments) {
    /** A page that tells nothing. */
    public static final PageState NOTHING = new PageState(Map.of(), Map.of());

    public PageState {
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
        experiments = Map.copyOf(experiments);
    }

    Map<String, Object> json() {
        return Map.of("traits", traits, "experiments", experiments);
    }
}
