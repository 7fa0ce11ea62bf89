package dev.attune.internal.text;

import java.util.Locale;

/** The names of constants outside Java, such as {@code NOT_HTML} in settings, headers and JSON. */
public final class Label {
    private Label() {}

    /** Returns {@code not-html}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns {@code notHtml}. */
    public static String camelCase(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            name.append(name.isEmpty() ? word.substring(0, 1).toLowerCase(Locale.ROOT) : word.substring(0, 1))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    /** Returns {@code not html}. */
    public static String words(Enum<?> constant) {
        return of(constant).replace('-', ' ');
    }
}
