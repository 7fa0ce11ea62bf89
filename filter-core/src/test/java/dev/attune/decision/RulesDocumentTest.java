package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what {@code docs/rules.md} shows. */
class RulesDocumentTest {
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE_CONDITION = Pattern.compile("`(\\{\".*?})`(?=[ ,|])");
    private static final Map<String, List<?>> GROUPS = Map.of("beta", List.of("u-17"));

    @Test
    void everyRulesFileShownIsValid() throws IOException {
        List<String> blocks =
                JSON_BLOCK.matcher(document()).results().map(r -> r.group(1)).toList();
        assertEquals(12, blocks.size());
        for (String block : blocks) {
            boolean condition = block.startsWith("{\"plan\"");
            assertDoesNotThrow(
                    () -> condition
                            ? Condition.parse(block)
                            : Personalization.builder().rules(block).build(),
                    block);
        }
    }

    @Test
    void everyConditionShownIsValid() throws IOException {
        List<String> conditions = document()
                .lines()
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> INLINE_CONDITION.matcher(line).results().map(RulesDocumentTest::shown))
                .toList();
        assertTrue(conditions.size() >= 16, conditions.toString());
        for (String condition : conditions) {
            assertDoesNotThrow(() -> Condition.parse(condition, GROUPS), condition);
        }
    }

    @Test
    void everyOperatorAndActionIsNamed() throws IOException {
        String document = document();
        for (String operator : ConditionCompiler.OPERATORS) {
            assertTrue(document.contains("`" + operator + "`"), operator);
        }
        for (RequestAttribute.Kind kind : RequestAttribute.Kind.values()) {
            String name = "`" + kind.label() + (kind.isNamed() ? ".NAME`" : "`");
            assertTrue(document.contains(name), name);
        }
        for (String name : RulesReader.CONTENT) {
            assertTrue(document.contains("`" + name + "`"), name);
        }
    }

    private static String shown(MatchResult result) {
        return result.group(1);
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "rules.md"));
    }
}
