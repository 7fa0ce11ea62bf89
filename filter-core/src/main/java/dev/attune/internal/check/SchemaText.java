package dev.attune.internal.check;

import dev.attune.decision.RulesSchema;
import dev.attune.internal.config.Setting;
import dev.attune.internal.config.Settings;
import dev.attune.internal.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON Schema of a rules file as a text, with a line for each member. */
final class SchemaText {
    private SchemaText() {}

    static String of() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.all()) {
            settings.put(setting.name(), setting.meaning());
        }
        return text(RulesSchema.of(settings), "") + "\n";
    }

    private static String text(Object value, String indent) {
        String inner = indent + "  ";
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            return object.entrySet().stream()
                    .map(member -> inner + JsonText.script(member.getKey()) + ": " + text(member.getValue(), inner))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> text(item, indent)).collect(Collectors.joining(", ", "[", "]"));
        }
        return JsonText.script(value);
    }
}
