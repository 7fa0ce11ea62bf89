package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    /** GrowthBook's SDK takes a missing trait for 0 here. The documentation says what Attune does. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{'orders': 0}", "{'v': {'$vlt': '2.0.0'}}", "{'v': {'$vlte': '2.0.0'}}", "{'v': {'$veq': '0'}}"
            })
    void doesNotTakeAMissingTraitForZeroOrAnOldVersion(String condition) {
        assertFalse(matches(condition, Map.of()));
    }

    private static final List<String> ALL_OPERATORS = List.of(
            "{'a': 1}",
            "{'a': 'x'}",
            "{'a': true}",
            "{'a': null}",
            "{'a': [1, {'b': null}]}",
            "{'a': {'b': 1}}",
            "{'a.b.c': {'$eq': 1}}",
            "{'a': {'$ne': [1]}}",
            "{'a': {'$lt': 5}}",
            "{'a': {'$lte': 'm'}}",
            "{'a': {'$gt': -1e300}}",
            "{'a': {'$gte': '7'}}",
            "{'a': {'$in': [1, 'x', null, [1], {'b': 2}]}}",
            "{'a': {'$nin': [1]}}",
            "{'a': {'$ini': ['X']}}",
            "{'a': {'$nini': ['X']}}",
            "{'a': {'$all': [1, {'$gt': 3}]}}",
            "{'a': {'$alli': ['X']}}",
            "{'a': {'$regex': '(a+)+$'}}",
            "{'a': {'$regexi': '(x|y)*z'}}",
            "{'a': {'$not': {'$regex': 'x'}}}",
            "{'a': {'$exists': true}}",
            "{'a': {'$type': 'number'}}",
            "{'a': {'$elemMatch': {'$gt': 1}}}",
            "{'a': {'$elemMatch': {'b': 1}}}",
            "{'a': {'$size': {'$gt': 1}}}",
            "{'a': {'$veq': '1.2.3'}}",
            "{'a': {'$vne': '1.2.3'}}",
            "{'a': {'$vgt': 2, '$vgte': '1', '$vlt': '9', '$vlte': '9'}}",
            "{'$and': [{'a': 1}], '$or': [{'a': 1}], '$nor': [{'a': 1}], '$not': {'a': 1}}");

    @Test
    void answersForEveryTypeOfTraitWithoutAnException() {
        List<Profile> profiles = new ArrayList<>();
        profiles.add(Profile.unknown());
        for (Object value : List.of(
                "",
                "x",
                "8",
                "\ud800",
                "x".repeat(100_000),
                0,
                -1,
                Long.MAX_VALUE,
                1.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                true,
                false,
                List.of(),
                Map.of(),
                Arrays.asList(1, null, "x", List.of()),
                Map.of("b", Map.of("c", 1)))) {
            profiles.add(Profile.of(Map.of("a", value)));
        }
        for (String text : ALL_OPERATORS) {
            Condition condition = condition(text);
            for (Profile profile : profiles) {
                // The answer differs; that there is one, and always the same, is the point.
                assertEquals(condition.matches(profile), condition.matches(profile), text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a': 1}",
                "{'a': 0}",
                "{'a': ''}",
                "{'a': 'null'}",
                "{'a': false}",
                "{'a': {'$in': [0, '', false]}}",
                "{'a': {'$regex': 'null'}}",
                "{'a': {'$regex': '^'}}",
                "{'a': {'$vlt': '9'}}",
                "{'a': {'$gt': 3}}",
                "{'a': {'$size': 0}}",
                "{'a': {'$all': []}}",
                "{'a': {'$elemMatch': {'b': null}}}"
            })
    void aMissingTraitDoesNotFit(String condition) {
        assertFalse(matches(condition, Map.of()));
    }

    @Test
    void aMissingTraitCountsAsZeroInAnOrderAsGrowthBookHasIt() {
        assertTrue(matches("{'orders': {'$lt': 3}}", Map.of()));
        assertFalse(matches("{'orders': {'$lt': 3, '$exists': true}}", Map.of()));
    }

    @Test
    void comparesNumbersByValueAndNotByType() {
        assertTrue(matches("{'n': {'$eq': 1.0}}", Map.of("n", 1)));
        assertTrue(matches("{'n': {'$in': [1]}}", Map.of("n", 1.0)));
        assertTrue(matches("{'n': '1'}", Map.of("n", 1.0)));
        assertFalse(matches("{'n': {'$eq': '1'}}", Map.of("n", 1)));
        assertTrue(matches("{'n': {'$eq': 9007199254740993}}", Map.of("n", 9007199254740993L)));
        assertFalse(matches("{'n': 9007199254740993}", Map.of("n", 9007199254740992L)));
    }

    @Test
    void readsTextAsJavaScriptReadsNumbersAndNotAsJavaDoes() {
        assertTrue(matches("{'n': {'$gt': 4}}", Map.of("n", " 5 ")));
        assertTrue(matches("{'n': {'$gt': 4}}", Map.of("n", "5e3")));
        assertFalse(matches("{'n': {'$gt': 4}}", Map.of("n", "5d")));
        assertFalse(matches("{'n': {'$gt': 4}}", Map.of("n", "0x1p9")));
        assertFalse(matches("{'n': {'$gt': 4}}", Map.of("n", "e")));
        assertFalse(matches("{'n': {'$gt': 4}}", Map.of("n", List.of(5))));
    }

    @Test
    void takesTheTextFalseOfAJourneyForFalse() {
        assertTrue(matches("{'vip': true}", Map.of("vip", "true")));
        assertFalse(matches("{'vip': true}", Map.of("vip", "false")));
        assertTrue(matches("{'vip': false}", Map.of("vip", "false")));
    }

    @Test
    void looksIntoObjectsByDottedPaths() {
        Map<String, Object> traits = Map.of("address", Map.of("country", "DE"), "plan.name", "pro");
        assertTrue(matches("{'address.country': 'DE'}", traits));
        assertTrue(matches("{'plan.name': 'pro'}", traits));
        assertFalse(matches("{'address.country.code': 'DE'}", traits));
        assertFalse(matches("{'.': 'DE'}", traits));
    }

    @Test
    void comparesObjectsWhateverTheOrderOfTheirMembers() {
        assertTrue(matches("{'a': {'x': 1, 'y': [2]}}", Map.of("a", Map.of("y", List.of(2), "x", 1))));
        assertFalse(matches("{'a': {'x': 1, 'y': [2]}}", Map.of("a", Map.of("y", List.of(2), "z", 1))));
    }

    @Test
    void sortsVersionsWithLongNumbers() {
        assertTrue(matches("{'v': {'$vgt': '1.0.99999'}}", Map.of("v", "1.0.100000")));
        assertTrue(matches("{'v': {'$vgte': 2}}", Map.of("v", 10)));
        assertFalse(matches("{'v': {'$veq': '1.2.3'}}", Map.of("v", List.of("1.2.3"))));
        assertFalse(matches("{'v': {'$vgt': '0'}}", Map.of("v", "1".repeat(10_000))));
    }

    @Test
    void takesTheValuesOfAGroupFromCode() {
        Condition condition =
                Condition.parse("{'id': {'$inGroup': 'beta'}}".replace('\'', '"'), Map.of("beta", List.of(7, "x")));
        assertTrue(condition.matches(Profile.of(Map.of("id", 7L))));
        assertFalse(condition.matches(Profile.of(Map.of("id", "7"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*a){20}b", "^((a*)*)*$", "(x+x+)+y"})
    void aRegexThatWouldTakeForeverDoesNotFit(String regex) {
        Condition condition = condition("{'a': {'$regex': '" + regex + "'}}");
        for (String hostile : List.of("a".repeat(1_000) + "!", "x".repeat(1_000), "a".repeat(40) + "!")) {
            Profile profile = Profile.of(Map.of("a", hostile));
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(condition.matches(profile)));
        }
    }

    @Test
    void aRegexSearchesNoTextBeyondItsLimit() {
        Condition condition = condition("{'a': {'$regex': 'needle'}}");
        assertTrue(condition.matches(Profile.of(Map.of("a", "x".repeat(GuardedRegex.MAX_INPUT - 6) + "needle"))));
        assertFalse(condition.matches(Profile.of(Map.of("a", "x".repeat(GuardedRegex.MAX_INPUT) + "needle"))));
    }

    @Test
    void aRegexThatRecursesDeeplyDoesNotEndTheRequest() throws InterruptedException {
        Condition condition = condition("{'a': {'$regex': '^((((((((a|b))))))))*$'}}");
        Profile profile = Profile.of(Map.of("a", "ab".repeat(GuardedRegex.MAX_INPUT / 2)));
        List<Throwable> failures = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        Thread small = new Thread(null, () -> answers.add(condition.matches(profile)), "small stack", 128 * 1024);
        small.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        small.start();
        small.join();
        assertEquals(List.of(), failures);
        assertEquals(1, answers.size());
    }

    @Test
    void ordinaryRegexesStayFarBelowTheBudget() {
        Condition condition = condition("{'mail': {'$regex': '^[^@]+@([a-z0-9-]+\\\\.)+(de|fr|it)$'}}");
        assertTrue(condition.matches(Profile.of(Map.of("mail", "a".repeat(500) + "@mail.example.de"))));
        assertFalse(condition.matches(Profile.of(Map.of("mail", "a".repeat(500) + "@mail.example.com"))));
    }

    private static boolean matches(String condition, Map<String, ?> traits) {
        return condition(condition).matches(Profile.of(traits));
    }

    private static Condition condition(String json) {
        return Condition.parse(json.replace('\'', '"'));
    }
}
