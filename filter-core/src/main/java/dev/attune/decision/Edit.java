package dev.attune.decision;

import org.jspecify.annotations.Nullable;

/**
 * A rule's change of a page's content. It holds nothing of a profile; {@link AppliedEdit} does.
 *
 * @param select a CSS selector of the elements to change; {@code ""} for a {@linkplain Action#isBlock() block}
 * @param action the change
 * @param name the attribute's name for {@link Action#ATTRIBUTE} and {@link Action#APPEND_ATTRIBUTE}, else null
 * @param value the value with every {@code {trait_name}} placeholder still in it, to be cut by {@link Template}; empty for
 *     {@link Action#REMOVE}. A block's is taken as it is
 */
public record Edit(String select, Action action, @Nullable String name, String value) {
    /** Replaces the content of the elements by a text. */
    public static Edit text(String select, String value) {
        return new Edit(select, Action.TEXT, null, value);
    }

    /** Replaces the content of the elements by HTML; placeholders in it are escaped. */
    public static Edit html(String select, String value) {
        return new Edit(select, Action.HTML, null, value);
    }

    /** Sets an attribute of the elements. */
    public static Edit attribute(String select, String name, String value) {
        return new Edit(select, Action.ATTRIBUTE, name, value);
    }

    /** Adds a text to the end of an attribute of the elements. */
    public static Edit appendAttribute(String select, String name, String value) {
        return new Edit(select, Action.APPEND_ATTRIBUTE, name, value);
    }

    /** Adds a style sheet to the head of documents whose Content-Security-Policy lets it apply. */
    public static Edit style(String css) {
        return new Edit("", Action.STYLE, null, css);
    }

    /** Adds a script to the head of documents whose Content-Security-Policy lets it run. */
    public static Edit script(String script) {
        return new Edit("", Action.SCRIPT, null, script);
    }

    /** Adds classes to the elements. */
    public static Edit addClass(String select, String value) {
        return new Edit(select, Action.ADD_CLASS, null, value);
    }

    /** Takes the elements away, with all that is in them. */
    public static Edit remove(String select) {
        return new Edit(select, Action.REMOVE, null, "");
    }

    /** What an edit does, named as in the rules. */
    public enum Action {
        TEXT,
        HTML,
        ATTRIBUTE,
        APPEND_ATTRIBUTE,
        ADD_CLASS,
        REMOVE_CLASS,
        REMOVE,
        BEFORE,
        AFTER,
        PREPEND,
        APPEND,
        STYLE,
        SCRIPT;

        /** Whether it adds a block to the head, and changes no element. */
        public boolean isBlock() {
            return this == STYLE || this == SCRIPT;
        }
    }
}
