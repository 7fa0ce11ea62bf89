package dev.attune.internal.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces references to variables, written as a name in braces behind a dollar sign; a second dollar sign takes the first one literally. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)\\}");

    private final UnaryOperator<@Nullable String> values;

    /** @param values from a variable's name to its value, or to null where it is not set */
    Variables(UnaryOperator<@Nullable String> values) {
        this.values = values;
    }

    /** Variables that are system properties or, failing that, environment variables. */
    static Variables ofTheSystem() {
        return new Variables(name -> {
            String property = name == null || name.isEmpty() ? null : System.getProperty(name);
            return property != null || name == null ? property : System.getenv(name);
        });
    }

    /** @param where what a message calls the place of the text */
    String replaceIn(String where, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(name == null ? "${" : value(where, name)));
        }
        return matcher.appendTail(replaced).toString();
    }

    private String value(String where, String name) {
        String value = values.apply(name);
        if (value == null) {
            throw SettingException.at(
                    where, "${" + name + "} is neither a system property nor an environment variable");
        }
        return value;
    }
}
