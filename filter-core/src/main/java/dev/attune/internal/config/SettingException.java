package dev.attune.internal.config;

import org.jspecify.annotations.Nullable;

/** A setting or rule that the deployment cannot start with. Its message is one sentence for operators, free of secrets. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private SettingException(String message) {
        super(message);
    }

    /** A value that is not of its setting's type. */
    static SettingException invalid(String where, Setting<?> setting, String value, IllegalArgumentException cause) {
        String detail = setting.secret() && !(cause instanceof NearestValueException) ? null : cause.getMessage();
        return at(
                where,
                (setting.secret() ? "the value (not shown)" : "'" + abbreviated(value) + "'")
                        + " is not " + setting.type().expected()
                        + (detail == null ? "" : ": " + detail));
    }

    /** A rule that the app's own code has set, for which no setting stands. */
    public static SettingException byCode(String problem) {
        return at("a rule set by code", problem);
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
