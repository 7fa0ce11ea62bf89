package dev.attune.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    /** Surefire runs in the module's folder. */
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    @Test
    void documentHoldsEverySettingWithItsDefaultAndMeaning() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(
                Settings.all().stream().map(ConfigurationDocumentTest::row).toList(),
                documented,
                "docs/configuration.md must hold these rows, in this order");
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText() == null ? "none" : "`" + setting.defaultText() + "`";
        return "| `" + setting.name() + "` | " + defaultText + " | " + setting.meaning() + " |";
    }
}
