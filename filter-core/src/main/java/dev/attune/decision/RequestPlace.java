package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * An attribute of the request.
 *
 * @param attribute the question
 * @param tags for {@code request.language}: the languages that the rule names, in the rule's own spelling
 */
record RequestPlace(RequestAttribute attribute, LanguageTags tags) implements Place {
    @Override
    public @Nullable Object in(@Nullable Object subject) {
        Object value = subject instanceof Subject asked ? asked.value(attribute) : null;
        return value instanceof String text ? tags.spelled(text) : value;
    }

    @Override
    public String toString() {
        return attribute.toString();
    }
}
