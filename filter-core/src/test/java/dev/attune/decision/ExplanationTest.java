package dev.attune.decision;

import static dev.attune.decision.Visitors.trusted;
import static dev.attune.decision.Visitors.visitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.RuleReport.Outcome;
import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final Profile US = Profile.of(Map.of(
            "location", "US", "orders", 2, "address", Map.of("city", "Bonn"), "tags", List.of("a", "b"), "vip", true));

    @Test
    void decidesWhatTheVisitorGetsAndTellsOfEveryRule() {
        Plan plan = Personalization.builder().rules("""
                        {"variations": [{"route": "/", "when": {"location": "EU"}, "serve": "/eu"},
                                        {"route": "/*", "when": {"location": "US"}, "serve": "/us"},
                                        {"route": "/", "serve": "/all"}],
                         "clientTraits": {"city": {"trait": "address.city"}, "name": {"trait": "first_name"},
                                          "consent": {"when": {"location": "EU"}}},
                         "pageColor": {"trait": "favorite_color"},
                         "content": [{"route": "/", "select": "h1", "text": "From {address.city}"},
                                     {"route": "/", "select": "h1", "when": {"orders": {"$gte": 3}}, "remove": true}]}
                        """).build().plan("/");
        Explanation explanation = plan.explain(visitor(US));
        assertEquals(plan.decide(visitor(US)), explanation.decision());
        assertEquals(
                List.of(
                        "variations[0] DOES_NOT_FIT location is \"US\", expected \"EU\"",
                        "variations[1] APPLIED /us",
                        "variations[2] NOT_REACHED variations[1] has decided",
                        "clientTraits.city APPLIED city is \"Bonn\"",
                        "clientTraits.name DOES_NOT_FIT first_name is missing",
                        "clientTraits.consent APPLIED consent is false: location is \"US\", expected \"EU\"",
                        "pageColor DOES_NOT_FIT it has no colour for this visitor",
                        "content[0] APPLIED text on \"h1\" with [address.city] = [\"Bonn\"]",
                        "content[1] DOES_NOT_FIT orders is 2, expected {\"$gte\": 3}"),
                lines(explanation));
    }

    @Test
    void aRuleThatTakesTheVisitorForAnUnknownOneSaysSo() {
        Plan plan = Personalization.builder().rules("""
                        {"variations": [{"route": "/", "trust": "principal", "when": {"location": "US"}, "serve": "/us"}],
                         "clientTraits": {"us": {"trust": "signed", "when": {"location": "US"}}}}""").build().plan("/");
        assertEquals(
                List.of(
                        "variations[0] TRUST_TOO_LOW the visitor is claimed, the rule asks for principal, so it sees an"
                                + " unknown visitor: location is missing, expected \"US\"",
                        "clientTraits.us APPLIED us is false (the visitor is claimed, the rule asks for signed, so it"
                                + " sees an unknown visitor): location is missing, expected \"US\""),
                lines(plan.explain(trusted(US, Trust.CLAIMED))));
    }

    @Test
    void tellsOfFunctionsThatFailAndCountsThemForNobody() {
        List<RuleFailure> counted = new ArrayList<>();
        Plan plan = Personalization.builder()
                .onFailure(counted::add)
                .variation("/", profile -> {
                    throw new IllegalStateException("secret");
                })
                .variation("/", profile -> null)
                .variation("/", profile -> "/WEB-INF/x")
                .clientTraits(profile -> Map.of("a", 1, "b", new Object()))
                .pageColor(profile -> "teal")
                .pageColor(profile -> "red")
                .build()
                .plan("/");
        List<String> lines = lines(plan.explain(visitor(US)));
        assertEquals(
                List.of(
                        "variation(\"/\") FAILED the function threw java.lang.IllegalStateException",
                        "variation(\"/\") DOES_NOT_FIT the function named no page",
                        "variation(\"/\") FAILED the function returned a path that is not served: a path leads neither"
                                + " into WEB-INF nor into META-INF",
                        "clientTraits APPLIED the function named {\"a\": 1}; a client trait is left out: a"
                                + " java.lang.Object is no JSON value",
                        "pageColor APPLIED the colour is \"teal\"",
                        "pageColor NOT_REACHED pageColor has decided"),
                lines);
        assertEquals(List.of(), counted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"location": "US", "orders": 3}                  | orders is 2, expected 3
                    {"name": "x"}                                    | name is missing, expected "x"
                    {"address.city": {"$in": ["Ulm", "Köln"]}}       | address.city is "Bonn", expected {"$in": ["Ulm", "Köln"]}
                    {"address": {"city": "Ulm"}}                     | address is {"city": "Bonn"}, expected {"city": "Ulm"}
                    {"$or": [{"a": 1}, {"location": "EU"}]}          | a is missing, expected 1; and location is "US", expected "EU"
                    {"$and": [{"vip": true}, {"tags": "c"}]}         | tags is ["a", "b"], expected "c"
                    {"$not": {"vip": true, "location": "US"}}        | it fits what it should not: vip: true and location: "US"
                    {"$nor": [{"vip": true}, {"a": 1}]}              | it fits what it should not: vip: true or a: 1
                    {"vip": {"$not": true}}                          | vip is true, expected {"$not": true}
                    """)
    void namesThePartOfAConditionThatDoesNotFit(String when, String why) {
        Condition condition = Condition.parse(when);
        assertTrue(!condition.matches(US), when);
        assertEquals(why, condition.misfit(US));
    }

    private static List<String> lines(Explanation explanation) {
        explanation.rules().forEach(rule -> assertEquals(rule.outcome() == Outcome.APPLIED, rule.applied()));
        return explanation.rules().stream()
                .map(rule -> rule.rule().replaceFirst(" \\(line.*\\)", "") + " " + rule.outcome() + " " + rule.detail())
                .toList();
    }
}
