package dev.attune.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * An edit as one language has it.
 *
 * @param tag the language, or {@code ""} for all
 * @param plain the edit without values
 * @param placeholders where the values are found
 * @param fallbacks what takes the place of a value that is not there, {@code ""} for nothing
 */
record LocalEdit(String tag, AppliedEdit plain, List<Place> placeholders, List<String> fallbacks) {
    static LocalEdit of(String name, String tag, Edit edit) {
        AppliedEdit plain = new AppliedEdit(edit, List.of());
        if (edit.action().isBlock()) {
            return new LocalEdit(tag, plain, List.of(), List.of());
        }
        Template template = Template.parse(name + ".value", edit.value());
        return new LocalEdit(
                tag, plain, template.traits().stream().map(Places::named).toList(), template.fallbacks());
    }

    Edit edit() {
        return plain.edit();
    }

    /** Returns the edit with a visitor's values. */
    AppliedEdit filled(Object source) {
        // One and two make a list without an array.
        return switch (placeholders.size()) {
            case 0 -> plain;
            case 1 -> new AppliedEdit(edit(), List.of(value(0, source)));
            case 2 -> new AppliedEdit(edit(), List.of(value(0, source), value(1, source)));
            default -> {
                List<String> values = new ArrayList<>(placeholders.size());
                for (int i = 0; i < placeholders.size(); i++) {
                    values.add(value(i, source));
                }
                yield new AppliedEdit(edit(), values);
            }
        };
    }

    private String value(int i, Object source) {
        String text = placeholders.get(i).textIn(source);
        return text.isBlank() ? fallbacks.get(i) : text;
    }
}
