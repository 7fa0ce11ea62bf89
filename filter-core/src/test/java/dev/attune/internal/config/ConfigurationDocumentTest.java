package dev.attune.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    /** Surefire runs in the module's folder. */
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    private static final Pattern ASSIGNED = Pattern.compile("`(\\w+)` = `");
    private static final Pattern CAMEL_CASE = Pattern.compile("`([a-z]+(?:[A-Z][a-z]*)+)`");
    private static final Pattern SETTING_COLUMN = Pattern.compile("\\| setting \\|\n((?:\\|.*\n)+)");
    private static final Pattern LAST_CELL_NAME = Pattern.compile("`(\\w+)`(?=[^|\\n]*\\|\\n)");
    private static final Pattern COUNTER = Pattern.compile("(?m)^\\| `\\w+` \\| `(\\w+)` \\|");

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

    @Test
    void documentsForOperatorsNameNoSettingThatDoesNotExist() throws IOException {
        Set<String> settings = Settings.all().stream().map(Setting::name).collect(Collectors.toSet());
        for (String name : List.of("production.md", "troubleshooting.md")) {
            String document = Files.readString(DOCUMENT.resolveSibling(name));
            Set<String> known = new HashSet<>(settings);
            COUNTER.matcher(document).results().forEach(counter -> known.add(counter.group(1)));
            assertEquals(
                    List.of(),
                    settingsNamedIn(document)
                            .filter(word -> !known.contains(word))
                            .toList(),
                    name);
        }
    }

    @Test
    void findsSettingsInAllFormsInWhichDocumentsNameThem() {
        assertEquals(
                List.of("store", "profilesRate", "skip"),
                settingsNamedIn(
                                "`store` = `none`, `profilesRate`, `word`\n| a | setting |\n| --- | --- |\n| `x` | `skip` |\n")
                        .toList());
    }

    /** One word in small letters may be anything, unless a value follows or it stands in a column of settings. */
    private static Stream<String> settingsNamedIn(String document) {
        Stream<String> inColumns =
                SETTING_COLUMN.matcher(document).results().flatMap(table -> names(LAST_CELL_NAME, table.group(1)));
        return Stream.of(names(ASSIGNED, document), names(CAMEL_CASE, document), inColumns)
                .flatMap(found -> found);
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText() == null ? "–" : "`" + setting.defaultText() + "`";
        return "| `" + setting.name() + "` | " + defaultText + " | " + setting.meaning() + " |";
    }
}
