package dev.attune.internal.text;

import java.util.Locale;

/** The names of constants as people, headers and JSON have them: {@code not-reached}. */
public final class Label {
    private Label() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
