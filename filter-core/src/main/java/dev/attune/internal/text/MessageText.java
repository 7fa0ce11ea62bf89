package dev.attune.internal.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule's text as a message shows it: quoted, short, on one line. */
public final class MessageText {
    private static final int MAX_LENGTH = 80;
    private static final int MAX_ITEMS = 20;

    private MessageText() {}

    public static String text(String text) {
        StringBuilder shown = new StringBuilder("\"");
        int end = text.offsetByCodePoints(0, Math.min(MAX_LENGTH, text.codePointCount(0, text.length())));
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isPaired(text, i))) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(end < text.length() ? "…\"" : "\"").toString();
    }

    /** A JSON value, short. */
    public static String json(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .limit(MAX_ITEMS)
                    .map(MessageText::json)
                    .collect(Collectors.joining(", ", "[", more(list) + "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .limit(MAX_ITEMS)
                    .map(member -> text(String.valueOf(member.getKey())) + ": " + json(member.getValue()))
                    .collect(Collectors.joining(", ", "{", more(map.keySet()) + "}"));
        }
        return value instanceof Number || value instanceof Boolean || value == null
                ? String.valueOf(ScalarText.of(value))
                : value.getClass().getName();
    }

    private static String more(Collection<?> items) {
        return items.size() > MAX_ITEMS ? ", …" : "";
    }

    /** A name as part of a path: as it is, or quoted where that would break the message. */
    public static String name(String name) {
        return !name.isEmpty() && name.length() <= MAX_LENGTH && name.chars().noneMatch(Character::isISOControl)
                ? name
                : text(name);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
