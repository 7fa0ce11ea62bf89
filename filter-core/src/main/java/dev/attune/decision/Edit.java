package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * A rule's change of a page's content. It holds nothing of a profile; {@link AppliedEdit} does.
 *
 * @param select a CSS selector of the elements to change
 * @param action what is done to them
 * @param name the attribute's name for {@link Action#ATTRIBUTE}, else null
 * @param value the value with every {@code {trait_name}} placeholder still in it, to be cut by {@link Template}; empty for {@link Action#REMOVE}
 */
public record Edit(String select, Action action, @Nullable String name, String value) {
    /** What an edit does, named as in the rules. */
    public enum Action {
        TEXT,
        HTML,
        ATTRIBUTE,
        ADD_CLASS,
        REMOVE_CLASS,
        REMOVE,
        BEFORE,
        AFTER,
        PREPEND,
        APPEND
    }
}
