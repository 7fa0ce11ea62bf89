package dev.attune.internal.config;

import java.util.Map;

/**
 * A place where settings are written.
 *
 * @param before what a message says before the name of a setting that stands there, such as {@code init parameter '}
 * @param after what it says behind the name
 * @param values the settings' texts by name, with every {@code ${NAME}} still in them
 */
public record SettingSource(String before, String after, Map<String, String> values) {
    public SettingSource {
        values = Map.copyOf(values);
    }

    /** Returns what a filter's init parameters say. */
    public static SettingSource initParameters(Map<String, String> values) {
        return new SettingSource("init parameter '", "'", values);
    }

    /** What a message calls a setting that stands here. */
    String nameOf(String setting) {
        return before + setting + after;
    }

    /** Returns where this is and how many settings it holds: their values may be secret. */
    @Override
    public String toString() {
        return "SettingSource[" + nameOf("…") + ", " + values.size() + " settings]";
    }
}
