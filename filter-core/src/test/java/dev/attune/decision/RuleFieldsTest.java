package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.RuleReport.Outcome;
import dev.attune.profile.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFieldsTest {
    /** A request at a time, which says what a map holds by the attributes' names. */
    private record Sent(@Nullable Instant time, Map<String, ?> values) implements RequestFacts {
        @Override
        public @Nullable Object value(RequestAttribute attribute) {
            return values.get(attribute.toString());
        }
    }

    private static Visitor at(@Nullable String time) {
        return Visitor.unknown().withRequest(new Sent(time == null ? null : Instant.parse(time), Map.of()));
    }

    private static Visitor on(String host) {
        return saying(Map.of("request.host", host));
    }

    private static Visitor saying(Map<String, ?> values) {
        return Visitor.unknown().withRequest(new Sent(null, values));
    }

    private static Personalization site(String rules) {
        return Personalization.builder().rules(rules).build();
    }

    private static Plan variation(String fields) {
        return site("{\"variations\": [{\"route\": \"/\", \"serve\": \"/a\", " + fields + "}]}")
                .plan("/");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24T16:59:59Z,, NOT_YET",
        "2026-12-24T17:00:00Z,/a, APPLIED",
        "2026-12-26T22:59:59Z,/a, APPLIED",
        "2026-12-26T23:00:00Z,, OVER"
    })
    void aRuleHoldsFromAMomentUntilAnother(String now, @Nullable String page, Outcome outcome) {
        Plan plan = variation(
                "\"from\": \"2026-12-24T18:00:00+01:00\", \"until\": \"2026-12-27T00:00+01:00[Europe/Berlin]\"");
        assertEquals(page, plan.variation(at(now)).path());
        assertEquals(outcome, plan.explain(at(now)).rules().get(0).outcome());
    }

    @Test
    void rulesByCodeHoldAtTimesAndOnHostsAndHaveNamesToo() {
        Instant from = Instant.parse("2026-12-24T17:00:00Z");
        Instant until = Instant.parse("2026-12-26T23:00:00Z");
        Personalization site = Personalization.builder()
                .named(
                        "christmas",
                        named -> named.during(
                                from,
                                until,
                                timed -> timed.variation("/", "/a")
                                        .variation("/f", profile -> "/b")
                                        .clientTraits(profile -> Map.of("snow", true))
                                        .pageColor(profile -> "red")))
                .onHosts(List.of("*.Shop.example"), here -> here.variation("/h", "/c"))
                .variation("/after", "/d")
                .build();
        Visitor now = at("2026-12-25T00:00:00Z");
        Visitor later = at("2026-12-27T00:00:00Z");
        assertEquals("/a", site.plan("/").variation(now).path());
        assertNull(site.plan("/").variation(later).path());
        assertEquals("/b", site.plan("/f").variation(now).path());
        assertNull(site.plan("/f").variation(later).path());
        assertEquals(
                Map.of("snow", true),
                site.plan("/").decide(now, Variation.OWN_PAGE).clientTraits());
        assertEquals(Map.of(), site.plan("/").decide(later, Variation.OWN_PAGE).clientTraits());
        assertEquals("red", site.plan("/").decide(now, Variation.OWN_PAGE).pageColor());
        assertNull(site.plan("/").decide(later, Variation.OWN_PAGE).pageColor());
        assertEquals("/c", site.plan("/h").variation(on("en.shop.example")).path());
        assertNull(site.plan("/h").variation(on("shop.test")).path());
        assertEquals("/d", site.plan("/after").variation(later).path());
        RuleReport report = site.plan("/").explain(later).rules().get(0);
        assertTrue(report.rule().contains("\"christmas\""), report::toString);
        assertEquals(Outcome.OVER, report.outcome());
        assertThrows(
                IllegalArgumentException.class, () -> Personalization.builder().during(until, from, rules -> {}));
        for (List<String> hosts : List.<List<String>>of(List.of(), List.of("shop.example:80"), List.of("a b"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Personalization.builder().onHosts(hosts, rules -> {}));
        }
    }

    @Test
    void aBlockNamesNoTraitWhateverBracesItHolds() {
        String rules = "{\"content\": [{\"route\": \"/\", \"style\": \"h1 { color: red }\"},"
                + " {\"route\": \"/\", \"script\": \"if (x) { y({z: 1}) }\"},"
                + " {\"route\": \"/\", \"select\": \"h1\", \"text\": \"{first_name|there}\"}]}";
        assertEquals(List.of("first_name"), List.copyOf(NamedTraits.in(rules).keySet()));
    }

    @Test
    void aClientTraitMayBeCalledAsABlockIs() {
        String rules = "{\"clientTraits\": {\"style\": {\"trait\": \"taste\"}}}";
        assertEquals(List.of("taste"), List.copyOf(NamedTraits.in(rules).keySet()));
    }

    @Test
    void withoutATimeARuleOfSomeTimeDoesNotHold() {
        assertNull(variation("\"from\": \"2020-01-01T00:00:00Z\"")
                .variation(at(null))
                .path());
        assertNull(variation("\"until\": \"2090-01-01T00:00:00Z\"")
                .variation(at(null))
                .path());
    }

    @Test
    void aPageBeforeAndAfterAMomentIsNotTheSameToAValidator() {
        Plan plan = site("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"Sale\","
                        + " \"until\": \"2026-12-27T00:00:00Z\"}]}")
                .plan("/");
        assertNotEquals(
                plan.decide(at("2026-12-26T23:59:59Z")).page(),
                plan.decide(at("2026-12-27T00:00:00Z")).page());
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, true",
        "de.shop.example, false",
        "a.b.brand.example, true",
        "brand.example, false",
        "evilbrand.example, false"
    })
    void aRuleHoldsOnItsHosts(String host, boolean holds) {
        Plan plan = variation("\"hosts\": [\"Shop.example\", \"*.brand.example\"]");
        assertEquals(holds ? "/a" : null, plan.variation(on(host)).path());
        assertEquals(
                holds ? Outcome.APPLIED : Outcome.OTHER_HOST,
                plan.explain(on(host)).rules().get(0).outcome());
    }

    @Test
    void withoutAHostARuleOfSomeHostsDoesNotHold() {
        assertNull(
                variation("\"hosts\": [\"shop.example\"]").variation(at(null)).path());
    }

    @Test
    void aRuleThatIsSwitchedOffDoesNothingAndIsStillExplained() {
        Personalization site = site("{\"variations\": [{\"route\": \"/\", \"serve\": \"/a\", \"enabled\": false}],"
                + " \"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"Sale\", \"enabled\": false}],"
                + " \"pageColor\": {\"trait\": \"color\", \"enabled\": false}}");
        Plan plan = site.plan("/");

        assertTrue(plan.isEmpty());
        assertFalse(plan.hasVariations());
        assertEquals(new Decision(null, null, null, List.of()), plan.decide(at(null)));
        assertEquals(
                List.of(Outcome.DISABLED, Outcome.DISABLED, Outcome.DISABLED),
                plan.explain(at(null)).rules().stream().map(RuleReport::outcome).toList());
    }

    @Test
    void everyKindOfRuleTakesTheFields() {
        String fields = "\"enabled\": true, \"from\": \"2026-01-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00Z\","
                + " \"hosts\": [\"shop.example\"], \"name\": \"spring\"";
        Plan plan = site("{\"variations\": [{\"route\": \"/\", \"experiment\": \"e\", \"serve\": [null, \"/b\"], "
                        + fields
                        + "}, {\"route\": \"/\", \"serve\": \"/a\", " + fields + "}],"
                        + " \"clientTraits\": {\"a\": {\"trait\": \"x\", " + fields + "}, \"b\": {\"when\": {}, "
                        + fields
                        + "}}, \"pageColor\": {\"trait\": \"x\", " + fields + "},"
                        + " \"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"Hi\", " + fields + "}]}")
                .plan("/");

        Explanation past = plan.explain(at("2025-06-01T00:00:00Z"));
        assertEquals(6, past.rules().size());
        for (RuleReport report : past.rules()) {
            assertEquals(Outcome.NOT_YET, report.outcome());
            assertTrue(report.rule().contains("\"spring\""), report.rule());
        }
        assertEquals(Map.of(), past.decision().clientTraits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"enabled\": \"no\"",
                "\"from\": \"2026-12-24\"",
                "\"from\": \"2026-12-24T18:00:00\"",
                "\"until\": 1",
                "\"from\": \"2026-12-24T18:00:00Z\", \"until\": \"2026-12-24T18:00:00Z\"",
                "\"hosts\": \"shop.example\"",
                "\"hosts\": []",
                "\"hosts\": [\"shop.example:80\"]",
                "\"hosts\": [\"*\"]",
                "\"name\": 1",
                "\"enabld\": true"
            })
    void aWrongFieldStopsTheStart(String fields) {
        assertThrows(RuleException.class, () -> variation(fields));
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/*/detail, /shop/tea/detail, true",
        "/shop/*/detail, /shop/tea/green/detail, false",
        "/shop/*/detail, /shop//detail, false",
        "/shop/*/detail, /shop/tea/detail/, false",
        "/shop/*/detail, /shop/tea, false",
        "/p/{id}, /p/17, true",
        "/p/{id}, /p/, false",
        "/p/{id}, /p/17/x, false",
        "/{lang}/news/*, /de/news, true",
        "/{lang}/news/*, /de/news/a/b, true",
        "/{lang}/news/*, /de/newsletter, false",
        "/*/a, /x/a, true",
        "/*/a, /a, false"
    })
    void aFormStandsForAllPathsOfIt(String route, String path, boolean fits) {
        Personalization site = Personalization.builder().variation(route, "/v").build();
        assertEquals(
                fits ? "/v" : null, site.plan(path).variation(Visitor.unknown()).path());
    }

    @Test
    void whereRoutesMeetTheFirstRuleOfTheFileWins() {
        Personalization site = site("{\"variations\": [{\"route\": \"/shop/*\", \"when\": {\"request.query.all\":"
                + " \"1\"}, \"serve\": \"/all\"},{\"route\": \"/shop/{kind}/detail\", \"when\": {\"request.query.form\":"
                + " \"1\"}, \"serve\": \"/form\"},{\"route\": \"/shop/tea/detail\", \"when\": {\"request.query.page\":"
                + " \"1\"}, \"serve\": \"/page\"},{\"route\": \"/*/*/detail\", \"serve\": \"/any\"}]}");
        Map<String, String> all =
                Map.of("request.query.all", "1", "request.query.form", "1", "request.query.page", "1");
        Map<String, String> two = Map.of("request.query.form", "1", "request.query.page", "1");
        Map<String, String> page = Map.of("request.query.page", "1");

        assertEquals(
                "/all", site.plan("/shop/tea/detail").variation(saying(all)).path());
        assertEquals(
                "/form", site.plan("/shop/tea/detail").variation(saying(two)).path());
        assertEquals(
                "/page", site.plan("/shop/tea/detail").variation(saying(page)).path());
        assertEquals(
                "/any",
                site.plan("/shop/tea/detail").variation(saying(Map.of())).path());
        assertEquals(
                "/form", site.plan("/shop/cup/detail").variation(saying(two)).path());
        assertEquals(
                "/any", site.plan("/shop/cup/detail").variation(saying(page)).path());
        assertEquals("/any", site.plan("/x/y/detail").variation(saying(all)).path());
        assertNull(site.plan("/shop/tea").variation(saying(two)).path());
    }

    @Test
    void aRuleReadsTheSegmentThatItsRouteNames() {
        Plan plan = site("{\"variations\": [{\"route\": \"/p/{id}/{part}\", \"when\": {\"request.route.id\": {\"$in\":"
                        + " [\"17\"]}}, \"serve\": \"/v\"}], \"content\": [{\"route\": \"/p/{id}/*\", \"select\": \"h1\","
                        + " \"text\": \"No. {request.route.id}\"}]}")
                .plan("/p/17/a");
        Visitor visitor = saying(Map.of("request.path", "/p/17/a"));

        assertEquals("/v", plan.variation(visitor).path());
        assertEquals(List.of("17"), plan.decide(visitor).edits().get(0).values());
        assertNull(plan.variation(saying(Map.of("request.path", "/p/18/a"))).path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sh*op",
                "/shop/**",
                "/p/{id",
                "/p/x{id}",
                "/p/{}",
                "/p/{id}/{id}",
                "/p/{a b}",
                "/*//a",
                "/../*/a"
            })
    void aRouteThatIsNoFormStopsTheStart(String route) {
        assertThrows(
                RuleException.class,
                () -> Personalization.builder().variation(route, "/v").build());
    }

    @Test
    void aSegmentThatTheRouteDoesNotNameStopsTheStart() {
        assertThrows(
                RuleException.class,
                () -> site("{\"variations\": [{\"route\": \"/p/{id}\", \"when\": {\"request.route.ID\": \"1\"},"
                        + " \"serve\": \"/v\"}]}"));
        assertThrows(
                RuleException.class, () -> site("{\"clientTraits\": {\"id\": {\"trait\": \"request.route.id\"}}}"));
    }

    @Test
    void aFallbackTakesThePlaceOfATraitThatIsNotThere() {
        Plan plan = site("{\"content\": [{\"route\": \"/\", \"select\": \"h1\","
                        + " \"text\": \"Hello {first_name|there}, {request.city|stranger} {x|a|b} {y}\"}]}")
                .plan("/");
        assertEquals(
                List.of("there", "stranger", "a|b", ""),
                plan.decide(Visitor.unknown()).edits().get(0).values());
        assertEquals(
                List.of("Anna", "stranger", "a|b", ""),
                plan.decide(new Visitor(Profile.of(Map.of("first_name", "Anna")), null, Trust.CLAIMED))
                        .edits()
                        .get(0)
                        .values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a|}", "{|b}", "{a| }", "{a|{b}}", "{a b:c|d}"})
    void aPlaceholderWithoutANameOrAFallbackStopsTheStart(String text) {
        assertThrows(IllegalArgumentException.class, () -> Template.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"de-AT, Hallo", "fr, Hello", "'fr,de', Hallo", "'', Hello", "pt-br, Oi", "PT-BR, Oi", "pt, Hello"})
    void aTextIsInTheVisitorsLanguageOrElseInTheFirstOne(String languages, String expected) {
        Plan plan = site("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\":"
                        + " {\"en\": \"Hello {first_name|there}\", \"de\": \"Hallo\", \"pt-BR\": \"Oi\"}}]}")
                .plan("/");
        Visitor visitor = languages.isEmpty()
                ? Visitor.unknown()
                : saying(Map.of("request.languages", List.of(languages.split(",", -1))));
        assertTrue(plan.decide(visitor).edits().get(0).edit().value().startsWith(expected));
    }

    @Test
    void allTextsOfARuleAreKnownAtStart() {
        assertEquals(
                2,
                site("{\"content\": [{\"route\": \"/\", \"select\": \"a\", \"attribute\": \"title\","
                                + " \"value\": {\"en\": \"Tea\", \"de\": \"Tee\"}}]}")
                        .edits()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\": {}",
                "\"text\": {\"d!\": \"x\"}",
                "\"text\": {\"de\": 1}",
                "\"remove\": {\"de\": true}",
                "\"style\": \"a {}\"",
                "\"appendAttribute\": \"href\""
            })
    void anEditThatCannotBeMadeStopsTheStart(String action) {
        assertThrows(
                RuleException.class,
                () -> site("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", " + action + "}]}"));
    }

    @Test
    void blocksAndTheEndOfAnAttributeAreEditsToo() {
        List<Edit> edits = site("{\"content\": [{\"route\": \"/\", \"style\": \"h1 { color: red }\"}, {\"route\":"
                        + " \"/\", \"script\": \"if (a) { b() }\"}, {\"route\": \"/\", \"select\": \"a\", \"appendAttribute\":"
                        + " \"href\", \"value\": \"?ref={request.query.ref|none}\"}]}")
                .edits();
        assertEquals(
                List.of(
                        Edit.style("h1 { color: red }"),
                        Edit.script("if (a) { b() }"),
                        Edit.appendAttribute("a", "href", "?ref={request.query.ref|none}")),
                edits);
    }
}
