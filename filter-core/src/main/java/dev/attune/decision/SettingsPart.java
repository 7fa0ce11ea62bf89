package dev.attune.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part {@code settings} of a rules file, which can stand in init parameters as well. The reader of the rules passes it
 * over.
 */
final class SettingsPart {
    static final String NAME = "settings";

    private SettingsPart() {}

    /**
     * Returns the settings of a rules file by name, in their order; none where it has no such part. A number or boolean is
     * its text.
     *
     * @throws RuleException if the file is no JSON object, or the part is anything but texts, numbers and booleans by name
     */
    static Map<String, String> of(String json) {
        Map<String, String> settings = new LinkedHashMap<>();
        part(json).forEach((name, value) -> {
            if (value.isArray() || value.isObject() || value.value() == null) {
                throw value.problem("expected a text, a number or a boolean");
            }
            settings.put(name, String.valueOf(value.value()));
        });
        return settings;
    }

    /** Returns where each of them stands, by name, as a message says it behind the file's name. */
    static Map<String, String> linesOf(String json) {
        Map<String, String> lines = new LinkedHashMap<>();
        part(json).forEach((name, value) -> lines.put(name, value.lineAndColumn()));
        return lines;
    }

    private static Map<String, JsonNode> part(String json) {
        JsonNode part = RulesJson.read("", json).object("an object of rules").get(NAME);
        return part == null ? Map.of() : part.object("an object such as {\"profilesSpace\": \"spa_123\"}");
    }
}
