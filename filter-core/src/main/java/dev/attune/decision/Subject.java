package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a rule that names the request is asked about.
 *
 * @param traits a profile, or a map of values by name
 * @param route the rule's route, or null where it has none
 */
record Subject(
        Object traits, RequestFacts request, @Nullable Route route) {
    private static final RequestAttribute PATH = new RequestAttribute(RequestAttribute.Kind.PATH, "");

    @Nullable
    Object value(RequestAttribute attribute) {
        if (attribute.kind() != RequestAttribute.Kind.ROUTE) {
            return request.value(attribute);
        }
        return route != null && request.value(PATH) instanceof String path
                ? route.parameter(path, attribute.argument())
                : null;
    }
}
