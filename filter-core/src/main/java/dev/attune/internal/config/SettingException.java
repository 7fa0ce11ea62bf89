package dev.attune.internal.config;

import org.jspecify.annotations.Nullable;

/** A setting that the deployment cannot start with. Its message is one sentence for whoever deploys, free of secrets. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private SettingException(String message) {
        super(message);
    }

    /** A value that is not of its setting's type. */
    static SettingException invalid(String where, Setting<?> setting, String value, @Nullable String detail) {
        return at(
                where,
                (setting.secret() ? "the value (not shown)" : "'" + abbreviated(value) + "'")
                        + " is not " + setting.type().expected()
                        + (detail == null || setting.secret() ? "" : ": " + detail));
    }

    /** Any other reason why a setting cannot stand; {@code problem} must not hold a secret. */
    public static SettingException of(Setting<?> setting, String problem) {
        return at("init parameter '" + setting.name() + "'", problem);
    }

    static SettingException at(String where, String problem) {
        return new SettingException("Attune: " + where + ": " + problem);
    }

    static SettingException unknown(SettingSource source, String name, @Nullable String nearest) {
        return new SettingException("Attune: there is no " + source.nameOf(abbreviated(name))
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }

    private static String abbreviated(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
