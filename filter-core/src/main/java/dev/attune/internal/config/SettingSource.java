package dev.attune.internal.config;

import java.util.Map;

/**
 * A place where settings are written.
 *
 * @param before what a message says before the name of a setting that stands there, such as {@code init parameter '}
 * @param after what it says behind the name
 * @param values the settings' texts by name, with every {@code ${NAME}} still in them
 * @param lines where each stands in its file, as a message says it behind all else; by name, empty where there are no lines
 */
public record SettingSource(String before, String after, Map<String, String> values, Map<String, String> lines) {
    public SettingSource {
        values = Map.copyOf(values);
        lines = Map.copyOf(lines);
    }

    public SettingSource(String before, String after, Map<String, String> values) {
        this(before, after, values, Map.of());
    }

    /**
     * Returns what the part {@code settings} of a rules file says.
     *
     * @param file what messages call the file
     * @param lines as of the record
     */
    public static SettingSource rulesFile(String file, Map<String, String> values, Map<String, String> lines) {
        return new SettingSource("'settings.", "' in " + file, values, lines);
    }

    /** Returns what a filter's init parameters say. */
    public static SettingSource initParameters(Map<String, String> values) {
        return new SettingSource("init parameter '", "'", values);
    }

    /** What a message calls a setting that stands here. */
    String nameOf(String setting) {
        return before + setting + after + lines.getOrDefault(setting, "");
    }

    /** Returns where this is and how many settings it holds: their values may be secret. */
    @Override
    public String toString() {
        return "SettingSource[" + nameOf("…") + ", " + values.size() + " settings]";
    }
}
