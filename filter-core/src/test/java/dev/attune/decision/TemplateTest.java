package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void cutsAValueAtItsPlaceholders() {
        assertEquals(
                new Template(List.of("Hello ", ", ", "!"), List.of("first_name", "address.city"), List.of("", "")),
                Template.parse("Hello {first_name}, {address.city}!"));
        assertEquals(new Template(List.of("", ""), List.of("Größe 2"), List.of("")), Template.parse("{Größe 2}"));
        assertEquals(
                new Template(List.of("", ""), List.of("Invited User?"), List.of("")),
                Template.parse("{Invited User?}"));
        assertEquals(
                new Template(List.of("", ""), List.of("R&D / % of seats"), List.of("")),
                Template.parse("{R&D / % of seats}"));
        assertEquals(new Template(List.of(""), List.of(), List.of()), Template.parse(""));
    }

    @Test
    void takesDoubledBracesForLiteralOnes() {
        assertEquals(new Template(List.of("a{color:red}"), List.of(), List.of()), Template.parse("a{{color:red}}"));
        assertEquals(new Template(List.of("{", "}"), List.of("x"), List.of("")), Template.parse("{{{x}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{}", "{ }", "{ x}", "{x", "x}", "a{color:red}", "{a{b}}", "{a\n}", "{<b>}"})
    void refusesBracesThatEncloseNoTrait(String value) {
        RuleException refused = assertThrows(RuleException.class, () -> Template.parse(value));
        assertTrue(refused.getMessage().contains("{{"), refused.getMessage());
    }
}
