package dev.attune.decision;

import static dev.attune.decision.Visitors.visitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.decision.RulesPart;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesFileTest {

    @Test
    void readsEveryActionOfAnEdit() {
        Personalization site = rules("""
                {"content": [
                  {"route": "/*", "select": "h1", "text": "Hello {first_name}"},
                  {"route": "/*", "select": "h1", "html": "<b>Hello</b>"},
                  {"route": "/*", "select": "a", "attribute": "title", "value": "{plan}"},
                  {"route": "/*", "select": "a", "addClass": "pro"},
                  {"route": "/*", "select": "a", "removeClass": "free"},
                  {"route": "/*", "select": "a", "remove": true},
                  {"route": "/*", "select": "a", "before": "<hr>"},
                  {"route": "/*", "select": "a", "after": "<hr>"},
                  {"route": "/*", "select": "a", "prepend": "1"},
                  {"route": "/*", "select": "a", "append": ""}
                ]}""");
        assertEquals(
                List.of(
                        new Edit("h1", Edit.Action.TEXT, null, "Hello {first_name}"),
                        new Edit("h1", Edit.Action.HTML, null, "<b>Hello</b>"),
                        new Edit("a", Edit.Action.ATTRIBUTE, "title", "{plan}"),
                        new Edit("a", Edit.Action.ADD_CLASS, null, "pro"),
                        new Edit("a", Edit.Action.REMOVE_CLASS, null, "free"),
                        new Edit("a", Edit.Action.REMOVE, null, ""),
                        new Edit("a", Edit.Action.BEFORE, null, "<hr>"),
                        new Edit("a", Edit.Action.AFTER, null, "<hr>"),
                        new Edit("a", Edit.Action.PREPEND, null, "1"),
                        new Edit("a", Edit.Action.APPEND, null, "")),
                site.edits());
    }

    @Test
    void groupsHoldForTheWholeFileAndForPartsAddedLater() {
        Personalization site = Personalization.builder()
                .rules("""
                        {"clientTraits": {"beta": {"when": {"id": {"$inGroup": "beta"}}}},
                         "groups": {"beta": ["u1", 2]}}""")
                .rules(RulesPart.VARIATIONS, """
                        [{"route": "/", "when": {"id": {"$notInGroup": "beta"}}, "serve": "/all"}]""")
                .build();
        assertEquals(
                new Decision(null, Map.of("beta", true), null, List.of()),
                site.plan("/").decide(visitor(Profile.of(Map.of("id", "u1")))));
        assertEquals(
                new Decision("/all", Map.of("beta", false), null, List.of()),
                site.plan("/").decide(Visitor.unknown()));
    }

    @Test
    void groupsCanBeReadAheadForRulesThatComeBeforeTheFile() {
        String file = "{\"groups\": {\"beta\": [\"u1\"]}, \"variations\": [{\"route\": \"/\", \"serve\": \"/file\"}]}";
        Personalization site = Personalization.builder()
                .groups(file)
                .rules(RulesPart.VARIATIONS, """
                        [{"route": "/", "when": {"id": {"$inGroup": "beta"}}, "serve": "/parameter"}]""")
                .rules(file)
                .build();
        assertEquals(
                "/parameter",
                site.plan("/")
                        .variation(visitor(Profile.of(Map.of("id", "u1"))))
                        .path());
        assertEquals("/file", site.plan("/").variation(Visitor.unknown()).path());
    }

    @Test
    void clientTraitsWithoutNamesAreClientTraitsStill() {
        assertEquals(
                Map.of(),
                rules("{\"clientTraits\": {}}")
                        .plan("/")
                        .decide(Visitor.unknown())
                        .clientTraits());
    }

    @Test
    void ignoresAByteOrderMark() {
        assertEquals(
                "/b",
                rules("\uFEFF{\"variations\": [{\"route\": \"/a\", \"serve\": \"/b\"}]}")
                        .plan("/a")
                        .variation(Visitor.unknown())
                        .path());
    }

    @Test
    void namesThePlaceTheFindAndTheNearestName() {
        RuleException mistake = mistake("""
                {"variations": [
                  {"route": "/", "serve": "/a"},
                  {"route": "/", "when": {"name": {"$regx": "^A"}}, "serve": "/b"}
                ]}""");
        assertEquals(
                "variations[1].when.name.$regx (line 3, column 49): unknown operator \"$regx\"; did you mean \"$regex\"?",
                mistake.getMessage());
        assertEquals("variations[1].when.name.$regx (line 3, column 49)", mistake.where());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"variation": []}                                             | variation (                 | did you mean "variations"?
                    {"variations": {}}                                            | variations (                | found an object; expected an array
                    {"variations": [5]}                                           | variations[0] (             | found 5; expected a variation such as
                    {"variations": [{"route": "/"}]}                              | variations[0] (             | "serve" is missing
                    {"variations": [{"serve": "/a"}]}                             | variations[0] (             | "route" is missing
                    {"variations": [{"route": "/", "sevre": "/a"}]}               | variations[0].sevre (       | did you mean "serve"?
                    {"variations": [{"route": "/", "serve": ["/a"]}]}             | variations[0].serve (       | found an array; expected a path
                    {"variations": [{"route": "/", "serve": "/WEB-INF/x"}]}       | variations[0].serve (       | neither into WEB-INF
                    {"variations": [{"route": "shop", "serve": "/a"}]}            | variations[0].route (       | a path starts with /
                    {"variations": [{"route": "/", "when": [], "serve": "/a"}]}   | variations[0].when (        | found an array; expected a condition
                    {"clientTraits": {"a": {}}}                                   | clientTraits.a (            | expected either "trait" or "when"
                    {"clientTraits": {"a": {"trait": "b", "when": {}}}}           | clientTraits.a (            | expected either "trait" or "when"
                    {"clientTraits": {"a": {"trait": 5}}}                         | clientTraits.a.trait (      | found 5; expected the name of a trait
                    {"clientTraits": {"__proto__": {"trait": "a"}}}               | clientTraits.__proto__ (    | choose another name
                    {"pageColor": "red"}                                          | pageColor (                 | expected an object such as
                    {"pageColor": {}}                                             | pageColor (                 | "trait" is missing
                    {"content": [{"route": "/", "select": "a"}]}                  | content[0] (                | found no action; expected exactly one of text, html
                    {"content": [{"route": "/", "select": "a", "text": "", "html": ""}]} | content[0] (         | expected exactly one of
                    {"content": [{"route": "/", "text": ""}]}                     | content[0] (                | "select" is missing
                    {"content": [{"route": "/", "select": " ", "text": ""}]}      | content[0].select (         | expected a CSS selector
                    {"content": [{"route": "/", "select": "a", "attribute": "x"}]} | content[0] (               | "value" is missing
                    {"content": [{"route": "/", "select": "a", "attribute": "a b", "value": ""}]} | content[0].attribute ( | expected an attribute's name
                    {"content": [{"route": "/", "select": "a", "text": "", "value": ""}]} | content[0].value (  | only goes with attribute
                    {"content": [{"route": "/", "select": "a", "remove": false}]} | content[0].remove (         | found false; expected true
                    {"content": [{"route": "/", "select": "a", "text": "{"}]}     | content[0].text (           | a literal brace is written {{
                    {"content": [{"route": "/", "select": "a", "addClas": "x"}]}  | content[0].addClas (        | did you mean "addClass"?
                    {"groups": {"a": [[1]]}}                                      | groups.a[0] (               | expected a text, a number or a boolean
                    {"groups": {"a": 1}}                                          | groups.a (                  | expected an array
                    {"pageColor": {"trait": "a"}, "pageColor": {"trait": "b"}}    | rules (                     | stands here twice
                    """)
    void stopsAtEveryMistakeWithItsPlace(String json, String where, String problem) {
        String message = mistake(json).getMessage();
        assertTrue(message.startsWith(where), message);
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a": {"$in": 1}}               | condition.a.$in     | found 1; expected an array of values
                    {"a": {"$gt": true}}            | condition.a.$gt     | found true; expected a number or a text
                    {"a": {"$exists": "yes"}}       | condition.a.$exists | expected true or false
                    {"a": {"$type": "strng"}}       | condition.a.$type   | did you mean "string"?
                    {"a": {"$size": "x"}}           | condition.a.$size   | expected a number, or operators
                    {"a": {"$regex": "("}}          | condition.a.$regex  | expected a regular expression
                    {"a": {"$veq": true}}           | condition.a.$veq    | expected a version
                    {"a": {"$elemMatch": 1}}        | condition.a.$elemMatch | expected operators
                    {"a": {"$inGroup": "x"}}        | condition.a.$inGroup | there is no group "x"
                    {"a": {"$gt": 1, "b": 2}}       | condition.a         | operators and names of members are mixed
                    {"a": {"$notInGrup": "x"}}      | condition.a.$notInGrup | did you mean "$notInGroup"?
                    {"$eq": 1}                      | condition.$eq       | $eq stands inside a trait
                    {"$noor": []}                   | condition.$noor     | did you mean "$nor"?
                    {"$and": {}}                    | condition.$and      | expected an array of conditions
                    {"$or": [1]}                    | condition.$or[0]    | expected a condition
                    []                              | condition           | expected a condition
                    """)
    void stopsAtEveryMistakeInACondition(String json, String where, String problem) {
        String message =
                assertThrows(RuleException.class, () -> Condition.parse(json)).getMessage();
        assertTrue(message.startsWith(where + " ("), message);
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "{",
                "}",
                "[",
                "null",
                "{\"variations\"}",
                "{\"variations\": }",
                "{'variations': []}",
                "{\"variations\": []} x",
                "{\"variations\": []}{}",
                "{\"variations\": [],}",
                "// none",
                "{\"groups\": {\"a\": [1e999999999]}}",
                "{\"groups\": {\"a\": [-1e999]}}",
                "{\"groups\": {\"a\": [\"\\ud800\"]}}",
                "{\"groups\": {\"\\udc00\": []}}",
                "{\"groups\": {\"a\": [\"\u0001\"]}}"
            })
    void refusesWhatIsNoRulesFile(String json) {
        assertTrue(mistake(json).getMessage().length() < 400);
    }

    @Test
    void refusesHostileJsonQuickly() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            mistake("[".repeat(1_000_000));
            mistake("{\"a\":".repeat(200_000));
            mistake("{\"groups\": {\"a\": [" + "9".repeat(1_000_000) + "]}}");
            mistake("{\"groups\": {\"a\": [1e-999999999, " + "1".repeat(41) + "]}}");
            mistake("{\"" + "x".repeat(1_000_000) + "\": 1}");
            mistake(" ".repeat(RulesJson.MAX_CHARACTERS) + "{}");
            mistake("{\"content\": [" + "{\"route\":\"/\",\"select\":\"a\",\"remove\":true},".repeat(20_000) + "{}]}");
        });
    }

    @Test
    void nestsAsDeepAsTheLimitSays() {
        String open = "{\"$not\":".repeat(RulesJson.MAX_DEPTH);
        String close = "}".repeat(RulesJson.MAX_DEPTH);
        assertTrue(Condition.parse(open + "{}" + close).matches(Profile.unknown()));
        RuleException tooDeep =
                assertThrows(RuleException.class, () -> Condition.parse(open + "{\"$not\":{}}" + close));
        assertTrue(tooDeep.getMessage().contains("nested too deep"), tooDeep.getMessage());
    }

    @Test
    void aMessageStaysOnOneShortLineWhateverANameHolds() {
        String message = mistake("{\"a\\nb" + "c".repeat(5_000) + "\": 1}").getMessage();
        assertTrue(message.length() < 400 && !message.contains("\n"), message);
    }

    private static Personalization rules(String json) {
        return Personalization.builder().rules(json).build();
    }

    private static RuleException mistake(String json) {
        return assertThrows(RuleException.class, () -> rules(json));
    }

    @ParameterizedTest
    @CsvSource({
        "equals, $eq",
        "Equals, $eq",
        "in, $in",
        "gt, $gt",
        "regex, $regex",
        "exists, $exists",
        "notInGroup, $notInGroup",
        "'>=', $gte",
        "not, $not"
    })
    void refusesAnOperatorWithoutItsDollar(String written, String meant) {
        String message = String.valueOf(assertThrows(
                        RuleException.class, () -> Condition.parse("{\"location\": {\"" + written + "\": \"EU\"}}"))
                .getMessage());
        assertTrue(message.contains("did you mean \"" + meant + "\"?"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"or\": [{\"a\": 1}, {\"b\": 2}]}       | \"or\" without \"$\" is the name of a trait; did you mean \"$or\"?",
                "{\"AND\": [{\"a\": 1}]}                 | did you mean \"$and\"?",
                "{\"any\": [{\"a\": 1}]}                 | did you mean \"$or\"?",
                "{\"not\": {\"location\": \"EU\"}}       | did you mean \"$not\"?",
                "{\"$or\": [{\"nor\": [{\"a\": 1}]}]}    | did you mean \"$nor\"?",
                "{\"a\": {\"b\": {\"ne\": \"x\"}}}       | \"ne\" without \"$\" is the name of a member; did you mean \"$ne\"?",
                "{\"a\": {\"b\": {\"$ne\": \"x\"}}}      | \"$ne\" stands inside a value that is compared as a whole",
                "{\"a\": [{\"b\": {\"gt\": 3}}]}         | did you mean \"$gt\"?",
                "{\"a\": {\"$not\": {\"in\": [1]}}}       | did you mean \"$in\"?",
                "{\"a\": {\"$equals\": 1}}               | unknown operator \"$equals\"; did you mean \"$eq\"?",
                "{\"a\": {\"$exist\": true}}             | did you mean \"$exists\"?"
            })
    void refusesOperatorsAndLogicThatWouldBeNamesWhereverTheyStand(String condition, String expected) {
        String message = String.valueOf(assertThrows(RuleException.class, () -> Condition.parse(condition))
                .getMessage());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aTraitMayBeCalledLikeAnOperatorWhereAnOperatorComparesIt() {
        Condition condition = Condition.parse(
                "{\"or\": {\"$eq\": [{\"a\": 1}]}, \"not\": true, \"all\": \"x\", \"size\": {\"$gt\": 3}}");
        assertTrue(condition.matches(
                Profile.of(Map.of("or", List.of(Map.of("a", 1)), "not", true, "all", "x", "size", 4))));
    }

    @Test
    void comparesATraitThatIsAnObjectWithAnObject() {
        Condition condition = Condition.parse("{\"seat\": {\"row\": 7}, \"list\": {\"$eq\": {\"in\": 1}}}");
        assertTrue(condition.matches(Profile.of(Map.of("seat", Map.of("row", 7), "list", Map.of("in", 1)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"variations\": [}                | (line 1, column 17): this is not JSON; look for a comma",
                "{'variations': []}                  | (line 1, column 2): this is not JSON; look for a comma",
                "// rules                            | this is not JSON; JSON has no comments",
                "{\"variations\": [] /* none */}      | this is not JSON; JSON has no comments",
                "{\"variations\": []                 | this is not JSON; look for a comma",
                "{\"variations\": [],}               | this is not JSON; look for a comma",
                "{\"a\": \"https://x\" \"b\": 1}         | this is not JSON; look for a comma",
                "{\"$schema\": 5}                    | $schema (line 1, column 14): found 5; expected the address",
                "nonsense                            | this is not JSON; look for a comma"
            })
    void aTextThatIsNoJsonIsRefusedInWordsThatTheAuthorKnows(String text, String expected) {
        String message = String.valueOf(assertThrows(
                        RuleException.class, () -> Personalization.builder().rules(text))
                .getMessage());
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("Unexpected") || message.contains("token"), message);
    }

    /** Whatever the size of a parser's buffer, and in one line or in many. */
    @ParameterizedTest
    @ValueSource(ints = {30, 4_000, 4_096, 5_000, 8_192, 10_000, 70_000})
    void aFileThatIsCutOffIsWrongAtItsEnd(int length) {
        String line = "{\"variations\": [" + "{\"route\": \"/\", \"serve\": \"/a\"}, ".repeat(3_000);
        String oneLine = line.substring(0, length).strip();
        String message = mistake(oneLine + "\n\n").getMessage();
        assertTrue(message.contains("(line 1, column " + (oneLine.length() + 1) + ")"), message);
        String lines = line.replace(" ", "\n").substring(0, length).strip();
        message = mistake(lines).getMessage();
        assertTrue(message.contains("(line " + lines.lines().count() + ", column "), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 120, 130, 300, 2_000})
    void aMistakeFarDownIsFoundInItsLine(int before) {
        String rules = "{\"variations\": [\n" + "{\"route\": \"/\", \"serve\": \"/a\"},\n".repeat(before);
        String message = mistake(rules + "{\"route\" \"/\"}]}").getMessage();
        assertTrue(message.contains("(line " + (before + 2) + ", column "), message);
        message = mistake(rules + "{\"rute\": \"/\"}]}").getMessage();
        assertTrue(message.contains("(line " + (before + 2) + ", column 13)"), message);
    }
}
