package dev.attune.decision;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.outcome.Outcome;
import dev.attune.internal.outcome.OutcomeSpace;
import dev.attune.internal.outcome.SharedRoute;
import dev.attune.profile.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The pages that shared caches may keep, and the outcomes of the rules about them. */
class SharedPagesTest {
    private static final RulesAccess ACCESS = RulesAccess.get();

    private static Personalization site(String json) {
        return Personalization.builder().rules(json).build();
    }

    private static OutcomeSpace space(String json) {
        return ACCESS.outcomes(site(json), 64);
    }

    private static RequestFacts saying(Map<String, ?> values) {
        return attribute -> values.get(attribute.toString());
    }

    private static Visitor visitor(Map<String, Object> traits) {
        return Visitors.visitor(Profile.of(traits));
    }

    @Test
    void rulesWithoutCacheHaveNoOutcomesAndMayCopyAnything() {
        Personalization site = site("{\"clientTraits\": {\"name\": {\"trait\": \"first_name\"}}}");
        assertEquals(OutcomeSpace.NONE, ACCESS.outcomes(site, 64));
        assertNull(ACCESS.sharedRoute(site, "/"));
    }

    @Test
    void theFirstOfSixVariationsThatFitsMakesSixOutcomesAndTheAppsOwnPage() {
        StringBuilder variations = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            variations.append(variations.isEmpty() ? "" : ",").append("""
                    {"route": "/", "when": {"segment": %d}, "serve": "/home-%d"}""".formatted(i, i));
        }
        OutcomeSpace space = space("""
                {"cache": [{"route": "/", "shared": "5m"}], "variations": [%s]}""".formatted(variations));
        assertEquals(7, space.size());
        assertTrue(space.words().containsValue("/home-3 at /"), space.toString());
        assertTrue(space.words().containsValue("the app's own page"), space.toString());
    }

    @Test
    void oneConditionInManyRulesCountsOnce() {
        OutcomeSpace space = space("""
                {"cache": [{"route": "/*", "shared": "5m"}],
                 "variations": [{"route": "/", "when": {"plan": "pro"}, "serve": "/pro"}],
                 "clientTraits": {"pro": {"when": {"plan": "pro"}}},
                 "content": [{"route": "/shop/*", "when": {"plan": "pro"}, "select": "h1", "text": "For you"}]}""");
        assertEquals(2, space.size());
    }

    @Test
    void rulesAboutOtherRoutesDoNotCount() {
        assertEquals(1, space("""
                {"cache": [{"route": "/", "shared": "5m"}],
                 "variations": [{"route": "/cart", "when": {"plan": "pro"}, "serve": "/pro"}],
                 "content": [{"route": "/shop/{id}", "select": "h1", "text": "{first_name}"}]}""").size());
    }

    @Test
    void attributesOfTheRequestThatHaveFewValuesMayBeCopied() {
        assertEquals(4, space("""
                {"cache": [{"route": "/", "shared": "5m"}],
                 "clientTraits": {"device": {"trait": "request.device"}},
                 "content": [{"route": "/", "select": "h1", "text": "For your {request.device|screen}"}]}""").size());
    }

    @Test
    void experimentsHaveAnOutcomeForEachArmAndOneForThoseOutside() {
        assertEquals(3, space("""
                {"cache": [{"route": "/", "shared": "5m"}],
                 "variations": [{"route": "/", "experiment": "hero", "serve": [null, "/b"]}]}""").size());
    }

    @Test
    void aRuleWithoutAnEndOfValuesIsRefusedByOneSentenceThatNamesIt() {
        for (String rules : List.of(
                "\"clientTraits\": {\"name\": {\"trait\": \"first_name\"}}",
                "\"clientTraits\": {\"where\": {\"trait\": \"request.city\"}}",
                "\"pageColor\": {\"trait\": \"color\"}",
                "\"content\": [{\"route\": \"/*\", \"select\": \"h1\", \"text\": \"{first_name}\"}]",
                "\"content\": [{\"route\": \"/{any}\", \"select\": \"h1\", \"html\": \"{first_name}\"}]")) {
            String json = "{\"cache\": [{\"route\": \"/home\", \"shared\": \"5m\"}], " + rules + "}";
            RuleException refused = assertThrows(RuleException.class, () -> site(json), json);
            assertTrue(refused.getMessage().contains("any value"), refused.getMessage());
            assertTrue(refused.getMessage().matches("(clientTraits|pageColor|content).*"), refused.getMessage());
        }
    }

    @Test
    void functionsAreRefusedToo() {
        Personalization.Builder rules = Personalization.builder().cache("/", Duration.ofMinutes(5));
        assertThrows(
                RuleException.class,
                () -> copy(rules)
                        .variation("/*", profile -> "/" + profile.text("page"))
                        .build());
        assertThrows(
                RuleException.class,
                () -> copy(rules).clientTraits(profile -> Map.of("a", 1)).build());
        assertThrows(
                RuleException.class,
                () -> copy(rules).pageColor(profile -> "red").build());
        assertThrows(
                RuleException.class,
                () -> copy(rules)
                        .content("/", Edit.text("h1", "{name}"), profile -> Map.of("name", "x"))
                        .build());
        assertNotNull(copy(rules)
                .late(late -> late.clientTraits(profile -> Map.of("a", 1)).pageColor(profile -> "red"))
                .build());
    }

    private static Personalization.Builder copy(Personalization.Builder rules) {
        return ACCESS.copy(rules);
    }

    @Test
    void lateRulesAreLeftOutOfSharedPagesAndTheLatePlanHasThemAll() {
        Personalization site = site("""
                {"cache": [{"route": "/", "shared": "5m"}],
                 "clientTraits": {"name": {"trait": "first_name", "late": true}, "vip": {"when": {"vip": true}}},
                 "pageColor": {"trait": "color", "late": true},
                 "content": [{"route": "/", "select": "h1", "text": "Hello {first_name}", "late": true}]}""");
        Visitor anna = visitor(Map.of("first_name", "Anna", "vip", true, "color", "red"));
        Decision early = ACCESS.earlyPlan(site, "/").decide(anna);
        assertEquals(new Decision(null, Map.of("vip", true), null, List.of()), early);
        Decision late = ACCESS.latePlan(site, "/").decide(anna);
        assertEquals(Map.of("name", "Anna"), late.clientTraits());
        assertEquals("red", late.pageColor());
        assertEquals(List.of("Anna"), late.edits().get(0).values());
        assertEquals(2, ACCESS.outcomes(site, 64).size());
    }

    @Test
    void onlyTextsMayBeLate() {
        assertThrows(RuleException.class, () -> site("""
                {"content": [{"route": "/", "select": "h1", "html": "{first_name}", "late": true}]}"""));
    }

    @Test
    void moreOutcomesThanAllowedAreRefused() {
        StringBuilder traits = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            traits.append(traits.isEmpty() ? "" : ",").append("\"t%d\": {\"when\": {\"t\": %d}}".formatted(i, i));
        }
        Personalization site =
                site("{\"cache\": [{\"route\": \"/\", \"shared\": \"1m\"}], \"clientTraits\": {" + traits + "}}");
        RuleException refused = assertThrows(RuleException.class, () -> ACCESS.outcomes(site, 64));
        assertTrue(refused.getMessage().contains("more than 64 outcomes"), refused.getMessage());
    }

    @Test
    void wrongRoutesTimesAndWordsAreRefused() {
        for (String entry : List.of(
                "{\"route\": \"home\", \"shared\": \"5m\"}",
                "{\"route\": \"/\"}",
                "{\"shared\": \"5m\"}",
                "{\"route\": \"/\", \"shared\": \"0s\"}",
                "{\"route\": \"/\", \"shared\": \"2d\"}",
                "{\"route\": \"/\", \"shared\": \"soon\"}",
                "{\"route\": \"/\", \"shared\": \"500ms\"}",
                "{\"route\": \"/\", \"shared\": \"5m\", \"first\": \"cache\"}",
                "{\"route\": \"/\", \"shared\": \"5m\", \"late\": true}")) {
            assertThrows(RuleException.class, () -> site("{\"cache\": [" + entry + "]}"), entry);
        }
    }

    /** A page's own decision must never differ where the outcome does not. */
    @Test
    void equalOutcomesMeanEqualPagesOnEachPathAndAllAreForeseen() {
        Personalization site = Personalization.builder().rules("""
                {"cache": [{"route": "/*", "shared": "5m"}],
                 "variations": [
                   {"route": "/", "when": {"a": 1}, "serve": "/x"},
                   {"route": "/*", "when": {"b": 1}, "serve": "/x"},
                   {"route": "/", "experiment": "hero", "serve": [null, "/b", "/c"]},
                   {"route": "/shop/{id}", "experiment": "list", "serve": [null, "/list-b"]},
                   {"route": "/{id}", "when": {"c": 1, "request.device": "mobile"}, "serve": "/y"}],
                 "clientTraits": {"a": {"when": {"a": 1}}, "d": {"trait": "request.device"},
                   "late": {"trait": "n", "late": true}},
                 "content": [
                   {"route": "/", "when": {"b": 1}, "select": "h1", "text": {"en": "Hi", "de": "Hallo {request.device}"}},
                   {"route": "/shop/*", "from": "2026-01-01T00:00:00Z", "when": {"c": 1}, "select": "h2", "remove": true},
                   {"route": "/shop/*", "hosts": ["shop.example"], "trust": "signed", "when": {"c": 1}, "select": "p",
                    "addClass": "c"}]}""").build();
        OutcomeSpace space = ACCESS.outcomes(site, 100_000);
        Random random = new Random(4711);
        Map<Outcome, Map<String, Decision>> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Map<String, Object> traits = new HashMap<>();
            for (String name : List.of("a", "b", "c")) {
                traits.put(name, (long) random.nextInt(2));
            }
            traits.put("n", "n" + i);
            Map<String, Object> request = Map.of(
                    "request.device", List.of("desktop", "mobile", "tablet").get(random.nextInt(3)),
                    "request.host", random.nextBoolean() ? "shop.example" : "other.example",
                    "request.languages", random.nextBoolean() ? List.of("de-AT", "en") : List.of("fr"));
            Visitor visitor = Visitors.trusted(Profile.of(traits), random.nextBoolean() ? Trust.SIGNED : Trust.CLAIMED)
                    .withIds(random.nextInt(4) == 0 ? VisitorIds.NONE : new VisitorIds("u" + i, null))
                    .withRequest(saying(request));
            Outcome outcome = ACCESS.outcome(site, visitor);
            assertTrue(space.words().containsKey(outcome), () -> outcome + " is not in the space");
            for (String path : List.of("/", "/page", "/shop", "/shop/1", "/shop/1/2")) {
                Decision page = ACCESS.earlyPlan(site, path).decide(visitor).page();
                Decision before =
                        seen.computeIfAbsent(outcome, unseen -> new HashMap<>()).putIfAbsent(path, page);
                assertTrue(before == null || before.equals(page), () -> path + ": " + before + " and " + page);
            }
        }
        assertTrue(seen.size() > 100);
    }

    @Test
    void anAttributeWithAValueThatIsNotForeseenHasNoCode() {
        Personalization site = site("""
                {"cache": [{"route": "/", "shared": "5m"}], "clientTraits": {"d": {"trait": "request.device"}}}""");
        Visitor odd = visitor(Map.of()).withRequest(saying(Map.of("request.device", "watch")));
        assertTrue(!ACCESS.outcomes(site, 64).words().containsKey(ACCESS.outcome(site, odd)));
    }

    @Test
    void aTextWithAValueThatIsNotForeseenIsNotTakenForOneWithoutAValue() {
        Personalization site = site("""
                {"cache": [{"route": "/", "shared": "5m"}],
                 "content": [{"route": "/", "select": "h1", "text": "For your {request.device|screen}"}]}""");
        Map<Outcome, String> known = ACCESS.outcomes(site, 64).words();
        Visitor odd = visitor(Map.of()).withRequest(saying(Map.of("request.device", "watch")));
        assertTrue(!known.containsKey(ACCESS.outcome(site, odd)));
        assertTrue(known.containsKey(ACCESS.outcome(site, visitor(Map.of()).withRequest(saying(Map.of())))));
    }

    @Test
    void thePathDecidesTheFirstRouteThatFits() {
        Personalization site = site("""
                {"cache": [{"route": "/shop/{id}", "shared": "90s"}, {"route": "/shop/*", "shared": "PT10M", "first": "default"}]}""");
        assertEquals(Duration.ofSeconds(90), route(site, "/shop/7").age());
        assertTrue(route(site, "/shop/7/more").isDefaultFirst());
        assertNull(ACCESS.sharedRoute(site, "/"));
        assertNotEquals(route(site, "/shop/7"), route(site, "/shop"));
    }

    private static SharedRoute route(Personalization site, String path) {
        return requireNonNull(ACCESS.sharedRoute(site, path));
    }
}
