package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.internal.config.Setting;
import dev.attune.internal.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationMetadataTest {
    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    private final ObjectMapper json = new ObjectMapper();

    /** What the file holds is printed by the failing test. */
    @Test
    void everySettingOfTheFilterIsADescribedProperty() throws IOException {
        JsonNode expected = expected();
        assertEquals(
                json.writerWithDefaultPrettyPrinter().writeValueAsString(expected),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(Files.readString(FILE))));
    }

    private ObjectNode expected() {
        ObjectNode root = json.createObjectNode();
        root.putArray("groups").addObject().put("name", "attune").put("description", "Attune's filter.");
        ArrayNode properties = root.putArray("properties");
        properties
                .addObject()
                .put("name", "attune.enabled")
                .put("type", "java.lang.Boolean")
                .put("description", "Whether the filter is registered.")
                .put("defaultValue", true);
        for (Setting<?> setting : Settings.all()) {
            if (setting.equals(Settings.ENABLED)) {
                continue;
            }
            ObjectNode property = properties
                    .addObject()
                    .put("name", FilterParameters.property(setting.name()))
                    .put("type", "java.lang.String")
                    .put("description", setting.meaning());
            if (setting.defaultText() != null) {
                property.put("defaultValue", setting.defaultText());
            }
        }
        return root;
    }
}
