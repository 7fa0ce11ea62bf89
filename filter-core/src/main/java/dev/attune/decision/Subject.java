package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a rule that names the request is asked about.
 *
 * @param traits a profile, or a map of values by name
 */
record Subject(Object traits, RequestFacts request) {
    @Nullable
    Object value(RequestAttribute attribute) {
        return request.value(attribute);
    }
}
