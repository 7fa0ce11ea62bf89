package dev.attune.decision;

import static dev.attune.decision.Visitors.trusted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
    private static final Profile JANE =
            Profile.of(Map.of("plan", "pro", "first_name", "Jane", "favorite_color", "teal"));
    private static final Edit HELLO = new Edit("h1", Edit.Action.TEXT, null, "Hello {first_name}");

    @Test
    void aPrincipalIsTrustedMoreThanASignedCookieAndThatMoreThanAPlainOne() {
        assertTrue(Trust.PRINCIPAL.atLeast(Trust.SIGNED) && Trust.SIGNED.atLeast(Trust.CLAIMED));
        assertTrue(Trust.SIGNED.atLeast(Trust.SIGNED));
        assertFalse(Trust.CLAIMED.atLeast(Trust.SIGNED) || Trust.SIGNED.atLeast(Trust.PRINCIPAL));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfRuleTakesAVisitorOfLessTrustForAnUnknownOne(Trust trust) {
        Plan plan = Personalization.builder().rules("""
                        {"variations": [{"route": "/", "when": {"plan": "pro"}, "trust": "signed", "serve": "/pro"}],
                         "clientTraits": {"name": {"trait": "first_name", "trust": "signed"},
                                          "pro": {"when": {"plan": "pro"}, "trust": "signed"}},
                         "pageColor": {"trait": "favorite_color", "trust": "signed"},
                         "content": [{"route": "/", "select": "h1", "trust": "signed", "text": "Hello {first_name}"},
                                     {"route": "/", "select": "h2", "trust": "signed", "when": {"plan": "pro"},
                                      "remove": true}]}""").build().plan("/");
        Decision known = plan.decide(trusted(JANE, Trust.PRINCIPAL));
        assertEquals("/pro", known.variation());
        assertEquals(Map.of("name", "Jane", "pro", true), known.clientTraits());
        assertEquals("teal", known.pageColor());
        assertEquals(List.of("Jane"), known.edits().get(0).values());
        assertEquals(2, known.edits().size());
        assertEquals(
                trust == Trust.CLAIMED ? plan.decide(Visitor.unknown()) : known, plan.decide(trusted(JANE, trust)));
    }

    @ParameterizedTest
    @EnumSource
    void codeSaysTheSameForTheRulesInside(Trust trust) {
        Plan plan = Personalization.builder()
                .trust(
                        Trust.PRINCIPAL,
                        rules -> rules.variation(
                                        "/", profile -> profile.text("plan").equals("pro") ? "/pro" : null)
                                .clientTraits(profile -> Map.of("name", profile.text("first_name")))
                                .clientTrait("plan", "plan")
                                .pageColor(profile -> profile.text("favorite_color"))
                                .content("/", null, HELLO))
                .clientTrait("openly", "plan")
                .build()
                .plan("/");
        Decision decision = plan.decide(trusted(JANE, trust));
        Decision expected = trust == Trust.PRINCIPAL
                ? new Decision(
                        "/pro",
                        Map.of("name", "Jane", "plan", "pro", "openly", "pro"),
                        "teal",
                        List.of(new AppliedEdit(HELLO, List.of("Jane"))))
                : new Decision(
                        null, Map.of("name", "", "openly", "pro"), null, List.of(new AppliedEdit(HELLO, List.of(""))));
        assertEquals(expected, decision);
    }

    @Test
    void anUntrustedVisitorFitsWhatAnUnknownOneFits() {
        Plan plan = Personalization.builder().rules("""
                        {"variations": [{"route": "/", "trust": "principal", "when": {"plan": {"$ne": "pro"}},
                                         "serve": "/become-pro"}]}""").build().plan("/");
        assertEquals("/become-pro", plan.variation(trusted(JANE, Trust.SIGNED)).path());
        assertEquals(Variation.OWN_PAGE, plan.variation(trusted(JANE, Trust.PRINCIPAL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"admin\"", "true", "\"PRINCIPAL\"", "null"})
    void refusesATrustThatIsNone(String trust) {
        String json = "{\"pageColor\": {\"trait\": \"a\", \"trust\": " + trust + "}}";
        String message = assertThrows(
                        RuleException.class, () -> Personalization.builder().rules(json))
                .getMessage();
        assertTrue(message.startsWith("pageColor.trust (line 1"), message);
        assertTrue(message.contains("expected \"claimed\", \"signed\" or \"principal\""), message);
    }

    @Test
    void aVisitorShowsNeitherTraitsNorId() {
        assertEquals(
                "Visitor[Profile[3 traits], SIGNED]",
                trusted(JANE, Trust.SIGNED).toString());
    }
}
