package dev.attune.internal.binding;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as traits are usually written: {@code order_count} for {@code orderCount}, {@code user_id} for {@code userID}. */
public final class SnakeCase {
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private SnakeCase() {}

    public static String of(String camelCase) {
        return WORD.matcher(camelCase).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
