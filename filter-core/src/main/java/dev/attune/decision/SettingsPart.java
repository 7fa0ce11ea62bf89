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
        JsonNode part = RulesJson.read("", json).object("an object of rules").get(NAME);
        if (part != null) {
            part.object("an object such as {\"profilesSpace\": \"spa_123\"}").forEach((name, value) -> {
                if (value.isArray() || value.isObject() || value.value() == null) {
                    throw value.problem("expected a text, a number or a boolean");
                }
                settings.put(name, String.valueOf(value.value()));
            });
        }
        return settings;
    }
}
