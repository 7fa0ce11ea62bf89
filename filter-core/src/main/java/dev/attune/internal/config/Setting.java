package dev.attune.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * One setting, which may stand in an init parameter or elsewhere.
 *
 * @param <T> what its text means
 * @param name its name, which is the init parameter's
 * @param type how its text is read
 * @param defaultText what counts where it is not set, in the form a user would write, or null for none
 * @param meaning one sentence for the documentation
 * @param secret whether its value must never appear in a message
 */
public record Setting<T>(
        String name, ValueType<T> type, @Nullable String defaultText, String meaning, boolean secret) {

    static <T> Setting<T> of(String name, ValueType<T> type, @Nullable String defaultText, String meaning) {
        return new Setting<>(name, type, defaultText, meaning, false);
    }

    static <T> Setting<T> secret(String name, ValueType<T> type, String meaning) {
        return new Setting<>(name, type, null, meaning, true);
    }

    T parseDefault() {
        if (defaultText == null) {
            throw new IllegalStateException("setting '" + name + "' has no default");
        }
        return parse(initParameter(), defaultText);
    }

    /** Returns what a message calls the setting where it stands in no other place. */
    String initParameter() {
        return "init parameter '" + name + "'";
    }

    /**
     * Reads the setting's value from a text in which no {@code ${NAME}} is left.
     *
     * @param where what a message calls the place of the text
     * @throws SettingException if the text is not of the setting's type
     */
    T parse(String where, String text) {
        try {
            return type.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw SettingException.invalid(where, this, text.strip(), e);
        }
    }
}
