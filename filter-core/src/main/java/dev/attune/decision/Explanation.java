package dev.attune.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision and how it came about. It shows traits' values, so it is for those who may see the profile.
 *
 * @param decision the very decision that a visitor gets
 * @param rules what became of each rule of the page, in the order in which they were looked at
 * @param request what the rules of the page ask of the request, such as {@code request.country}, in alphabetical order,
 *     with the request's answers; null stands for none
 */
public record Explanation(Decision decision, List<RuleReport> rules, Map<String, @Nullable Object> request) {
    public Explanation {
        rules = List.copyOf(rules);
        request = Collections.unmodifiableMap(new LinkedHashMap<>(request));
    }
}
