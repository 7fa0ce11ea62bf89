package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
    private static final Visitor STRANGER = Visitor.unknown();

    /** A request that says what a map holds by the attributes' names. */
    private static RequestFacts saying(Map<String, ?> values) {
        return attribute -> values.get(attribute.toString());
    }

    private static Visitor from(String country) {
        return STRANGER.withRequest(saying(Map.of("request.country", country)));
    }

    private static Plan plan(String rules) {
        return Personalization.builder().rules(rules).build().plan("/");
    }

    @Test
    void aConditionAsksWhereAStrangerIs() {
        Plan plan = plan("{\"clientTraits\": {\"shouldShowConsent\": {\"when\": {\"$or\": [{\"location\": \"EU\"},"
                + " {\"request.eu\": true}]}}}}");

        assertEquals(
                Map.of("shouldShowConsent", true),
                plan.decide(STRANGER.withRequest(saying(Map.of("request.eu", true))))
                        .clientTraits());
        assertEquals(Map.of("shouldShowConsent", false), plan.decide(STRANGER).clientTraits());
    }

    @Test
    void allOperatorsAskTheRequest() {
        Condition condition = Condition.parse("{\"request.country\": {\"$in\": [\"DE\", \"AT\"]}, \"request.hour\":"
                + " {\"$gte\": 18}, \"$not\": {\"request.query.ref\": {\"$regex\": \"^test\"}}, \"plan\": \"pro\"}");
        Profile pro = Profile.of(Map.of("plan", "pro"));

        assertTrue(condition.matches(pro, saying(Map.of("request.country", "AT", "request.hour", 20L))));
        assertFalse(condition.matches(pro, saying(Map.of("request.country", "AT", "request.hour", 9L))));
        assertFalse(condition.matches(
                pro, saying(Map.of("request.country", "AT", "request.hour", 20L, "request.query.ref", "test1"))));
        assertFalse(condition.matches(Profile.unknown(), saying(Map.of("request.country", "AT", "request.hour", 20L))));
        assertFalse(condition.matches(pro));
    }

    @Test
    void aTraitNamedRequestLosesAndAnItemsMemberDoesNot() {
        Profile profile =
                Profile.of(Map.of("request", Map.of("country", "DE"), "carts", List.of(Map.of("request.eu", true))));
        assertFalse(Condition.parse("{\"request.country\": \"DE\"}").matches(profile));
        assertTrue(Condition.parse("{\"carts\": {\"$elemMatch\": {\"request.eu\": true}}}")
                .matches(profile));
        assertTrue(Condition.parse("{\"request\": {\"$exists\": true}}").matches(profile));
    }

    @Test
    void onlyWhatARuleComesToIsAsked() {
        List<String> asked = new ArrayList<>();
        RequestFacts request = attribute -> {
            asked.add(attribute.toString());
            return "DE";
        };
        Plan plan = plan("{\"variations\": [{\"route\": \"/\", \"when\": {\"plan\": \"pro\", \"request.city\": \"x\"},"
                + " \"serve\": \"/a\"}, {\"route\": \"/\", \"when\": {\"request.country\": \"DE\"}, \"serve\": \"/b\"},"
                + " {\"route\": \"/\", \"when\": {\"request.os\": \"ios\"}, \"serve\": \"/c\"}]}");

        assertEquals("/b", plan.variation(STRANGER.withRequest(request)).path());
        assertEquals(List.of("request.country"), asked);
        asked.clear();
        plan("{\"content\": [{\"route\": \"/\", \"when\": {\"plan\": \"pro\"}, \"select\": \"h1\", \"text\": \"Hi\"}]}")
                .decide(STRANGER.withRequest(request));
        assertEquals(List.of(), asked);
    }

    @Test
    void editsClientTraitsAndThePageColourTakeValuesFromTheRequest() {
        Decision decision =
                plan("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"Tea for {request.city},"
                                + " {first_name}\"}], \"clientTraits\": {\"city\": {\"trait\": \"request.city\"}, \"zip\":"
                                + " {\"trait\": \"request.postal_code\"}}, \"pageColor\": {\"trait\": \"request.query.color\"}}")
                        .decide(new Visitor(Profile.of(Map.of("first_name", "Anna")), null, Trust.CLAIMED)
                                .withRequest(saying(Map.of("request.city", "Köln", "request.query.color", "plum"))));

        assertEquals(List.of("Köln", "Anna"), decision.edits().get(0).values());
        assertEquals(Map.of("city", "Köln"), decision.clientTraits());
        assertEquals("plum", decision.pageColor());
    }

    @Test
    void aRuleThatNeedsTrustStillSeesTheRequest() {
        Plan plan = plan("{\"variations\": [{\"route\": \"/\", \"trust\": \"principal\","
                + " \"when\": {\"request.country\": \"DE\", \"plan\": null}, \"serve\": \"/a\"}]}");
        Visitor claimed = new Visitor(Profile.of(Map.of("plan", "pro")), null, Trust.CLAIMED);
        assertEquals(
                "/a",
                plan.variation(claimed.withRequest(saying(Map.of("request.country", "DE"))))
                        .path());
    }

    @Test
    void theExplanationShowsWhatTheRequestSaid() {
        Explanation explanation = plan("{\"variations\": [{\"route\": \"/\", \"when\": {\"request.country\": \"FR\","
                        + " \"request.city\": \"Paris\"}, \"serve\": \"/a\"}]}")
                .explain(from("DE"));

        assertEquals(
                "request.country is \"DE\", expected \"FR\"",
                explanation.rules().get(0).detail());
        assertEquals(
                List.of("request.city", "request.country"),
                List.copyOf(explanation.request().keySet()));
        assertEquals("DE", explanation.request().get("request.country"));
        assertNull(explanation.request().get("request.city"));
    }

    @Test
    void eachRuleReadsTheLanguageInItsOwnSpelling() {
        Personalization site = Personalization.builder()
                .rules("{\"variations\": [{\"route\": \"/\", \"when\": {\"request.language\": \"de-at\"}, \"serve\":"
                        + " \"/a\"}], \"groups\": {\"ours\": [\"nl\"]}, \"clientTraits\": {\"austrian\":"
                        + " {\"when\": {\"request.language\": {\"$in\": [\"de-AT\"]}}}, \"ours\": {\"when\":"
                        + " {\"request.language\": {\"$inGroup\": \"ours\"}}}}}")
                .build();
        String language = Objects.requireNonNull(site.language(List.of("DE-at")));
        Decision decision = site.plan("/").decide(STRANGER.withRequest(saying(Map.of("request.language", language))));

        assertEquals("/a", decision.variation());
        assertEquals(Map.of("austrian", true, "ours", false), decision.clientTraits());
        assertEquals("nl", site.language(List.of("sv", "nl-BE")));
    }

    @Test
    void withoutALanguageInTheRulesTheVisitorsFirstIsGiven() {
        Personalization site = Personalization.builder()
                .rules("{\"clientTraits\": {\"language\": {\"trait\": \"request.language\"}}}")
                .build();
        assertEquals("sv-FI", site.language(List.of("sv-FI", "en")));
        assertNull(site.language(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variations\": [{\"route\": \"/\", \"when\": {\"request.contry\": \"DE\"}, \"serve\": \"/a\"}]}",
                "{\"variations\": [{\"route\": \"/\", \"when\": {\"$or\": [{\"request.query\": \"DE\"}]}, \"serve\":"
                        + " \"/a\"}]}",
                "{\"clientTraits\": {\"a\": {\"trait\": \"request.header.a b\"}}}",
                "{\"clientTraits\": {\"a\": {\"trait\": \"request.\"}}}",
                "{\"pageColor\": {\"trait\": \"request.colour\"}}",
                "{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"{request.country.x}\"}]}"
            })
    void aNameThatNoRequestHasStopsTheStart(String rules) {
        String message = message(rules);
        assertTrue(message.contains("request."), message);
        assertTrue(message.contains("line 1"), message);
    }

    private static String message(String rules) {
        return String.valueOf(
                assertThrows(RuleException.class, () -> plan(rules)).getMessage());
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheNearestOne() {
        assertTrue(message("{\"pageColor\": {\"trait\": \"request.contry\"}}")
                .contains("did you mean \"request.country\"?"));
    }

    @Test
    void theApiTakesRequestAttributesToo() {
        Plan plan = Personalization.builder()
                .variation("/", Condition.parse("{\"request.device\": \"mobile\"}"), "/small")
                .clientTrait("device", "request.device")
                .content("/", null, Edit.text("h1", "On your {request.device}"))
                .build()
                .plan("/");
        Decision decision = plan.decide(STRANGER.withRequest(saying(Map.of("request.device", "mobile"))));
        assertEquals("/small", decision.variation());
        assertEquals(Map.of("device", "mobile"), decision.clientTraits());
        assertThrows(RuleException.class, () -> Personalization.builder().clientTrait("a", "request.devise"));
    }
}
