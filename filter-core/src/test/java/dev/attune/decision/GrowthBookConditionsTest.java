package dev.attune.decision;

import static dev.attune.decision.Visitors.visitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.attune.profile.Profile;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** GrowthBook's own cases for its condition language: name, condition, attributes, expected, and sometimes groups. */
class GrowthBookConditionsTest {
    private static final String FILE = "suites/growthbook/eval-condition.json";

    /** The cases whose conditions GrowthBook answers with false, and that a deployment refuses. */
    private static final Set<String> MISTAKES = Set.of(
            "$in - not array",
            "$nin - not array",
            "$ini - not array",
            "$nini - not array",
            "unknown operator - pass",
            "$regex invalid - pass",
            "$regex invalid - fail",
            // A trait whose name starts with $ passes for a misspelt operator.
            "$groups - match",
            "$groups - no match",
            // A group that no rules file has.
            "$inGroup fails for unknown group id",
            "$notInGroup passes for unknown group id");

    @TestFactory
    Stream<DynamicTest> answersAsGrowthBookDoes() throws IOException {
        List<JsonArray> cases = cases();
        assertEquals(248, cases.size());
        return cases.stream()
                .map(c -> dynamicTest(
                        c.getString(0),
                        () -> assertEquals(
                                c.getBoolean(3),
                                Condition.parseLeniently(c.getJsonObject(1).toString(), groups(c))
                                        .matches(profile(c)))));
    }

    @Test
    void refusesAtDeploymentExactlyTheMistakenCases() throws IOException {
        Set<String> refused = new TreeSet<>();
        for (JsonArray c : cases()) {
            String condition = c.getJsonObject(1).toString();
            try {
                assertEquals(
                        c.getBoolean(3), Condition.parse(condition, groups(c)).matches(profile(c)), c.getString(0));
            } catch (RuleException mistake) {
                refused.add(c.getString(0));
            }
        }
        assertEquals(new TreeSet<>(MISTAKES), refused);
    }

    @Test
    void takesGroupsFromTheRulesFile() throws IOException {
        int run = 0;
        for (JsonArray c : cases()) {
            if (c.size() < 5 || MISTAKES.contains(c.getString(0))) {
                continue;
            }
            JsonObject file = Json.createObjectBuilder()
                    .add("groups", c.getJsonObject(4))
                    .add(
                            "clientTraits",
                            Json.createObjectBuilder()
                                    .add("fits", Json.createObjectBuilder().add("when", c.getJsonObject(1))))
                    .build();
            Personalization site =
                    Personalization.builder().rules(file.toString()).build();
            assertEquals(
                    Map.of("fits", c.getBoolean(3)),
                    site.plan("/").decide(visitor(profile(c))).clientTraits(),
                    c.getString(0));
            run++;
        }
        assertEquals(6, run);
    }

    @Test
    void aBadRegexIsFalseForTheLenientAndAMistakeForTheStrict() {
        String condition = "{\"name\": {\"$regex\": \"/???***[)\"}}";
        assertEquals(false, Condition.parseLeniently(condition, Map.of()).matches(Profile.of(Map.of("name", "hello"))));
        assertThrows(RuleException.class, () -> Condition.parse(condition));
    }

    private static List<JsonArray> cases() throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(SharedSuite.text(FILE)))) {
            return reader.readObject().getJsonArray("evalCondition").getValuesAs(JsonArray.class);
        }
    }

    private static Profile profile(JsonArray c) {
        return Profile.of(plain(c.getJsonObject(2)));
    }

    private static Map<String, List<?>> groups(JsonArray c) {
        Map<String, List<?>> groups = new LinkedHashMap<>();
        if (c.size() > 4) {
            plain(c.getJsonObject(4)).forEach((name, values) -> groups.put(name, (List<?>) values));
        }
        return groups;
    }

    private static Map<String, Object> plain(JsonObject object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        dev.attune.decision.RulesJson.read("traits", object.toString())
                .object("an object")
                .forEach((name, node) -> {
                    Object value = node.plain();
                    // A trait that is null is a trait that is not there.
                    if (value != null) {
                        plain.put(name, value);
                    }
                });
        return plain;
    }
}
