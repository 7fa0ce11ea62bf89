package dev.attune.jakarta.explain;

import java.util.Locale;

/** The names of constants as people, headers and JSON have them: {@code not-reached}. */
final class Labels {
    private Labels() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
