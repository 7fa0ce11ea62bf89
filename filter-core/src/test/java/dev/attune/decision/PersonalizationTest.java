package dev.attune.decision;

import static dev.attune.decision.Visitors.visitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonalizationTest {
    private static final Profile EU = Profile.of(Map.of("location", "EU", "favorite_color", "teal"));
    private static final Condition IN_EU = Condition.parse("{\"location\": \"EU\"}");

    private final List<RuleFailure> failures = new ArrayList<>();

    @Test
    void decidesWhatTheShopFilterOfTheDocumentationSays() {
        Personalization site = Personalization.builder()
                .variation("/", profile -> profile.text("location").equals("EU") ? "/homepage-eu" : "/homepage-us")
                .clientTraits(profile ->
                        Map.of("shouldShowConsent", profile.text("location").equals("EU")))
                .pageColor(profile -> profile.text("favorite_color"))
                .build();
        assertEquals(
                new Decision("/homepage-eu", Map.of("shouldShowConsent", true), "teal", List.of()),
                site.plan("/").decide(visitor(EU)));
        assertEquals(
                new Decision("/homepage-us", Map.of("shouldShowConsent", false), null, List.of()),
                site.plan("/").decide(Visitor.unknown()));
        assertEquals(
                new Decision(null, Map.of("shouldShowConsent", true), "teal", List.of()),
                site.plan("/cart").decide(visitor(EU)));
    }

    @Test
    void aFunctionFillsAnEditOrKeepsItAway() {
        Edit hello = Edit.text("h1", "Hello {name}");
        Personalization site = Personalization.builder()
                .content(
                        "/*",
                        hello,
                        profile -> profile.flag("vip")
                                ? Map.of("name", profile.text("first_name").toUpperCase(Locale.ROOT))
                                : null)
                .content("/*", Edit.remove(".ad"), profile -> {
                    throw new IllegalStateException("broken");
                })
                .onFailure(failures::add)
                .build();
        assertEquals(
                List.of(new AppliedEdit(hello, List.of("ANNA"))),
                site.plan("/")
                        .decide(visitor(Profile.of(Map.of("vip", true, "first_name", "Anna"))))
                        .edits());
        assertEquals(1, failures.size());
        assertEquals(List.of(), site.plan("/").decide(visitor(EU)).edits());
    }

    @Test
    void codeAndConfigurationDecideAlike() {
        Edit hello = new Edit("h1", Edit.Action.TEXT, null, "Hello {first_name}");
        Personalization code = Personalization.builder()
                .variation("/", IN_EU, "/homepage-eu")
                .variation("/", "/homepage-us")
                .clientTrait("shouldShowConsent", IN_EU)
                .clientTrait("firstName", "first_name")
                .pageColor(profile -> profile.text("favorite_color"))
                .content("/*", IN_EU, hello)
                .build();
        Personalization file = Personalization.builder().rules("""
                        {"variations": [{"route": "/", "when": {"location": "EU"}, "serve": "/homepage-eu"},
                                        {"route": "/", "serve": "/homepage-us"}],
                         "clientTraits": {"shouldShowConsent": {"when": {"location": "EU"}},
                                          "firstName": {"trait": "first_name"}},
                         "pageColor": {"trait": "favorite_color"},
                         "content": [{"route": "/*", "when": {"location": "EU"}, "select": "h1",
                                      "text": "Hello {first_name}"}]}""").build();
        assertEquals(code.edits(), file.edits());
        for (Profile profile : List.of(EU, Profile.unknown(), Profile.of(Map.of("first_name", "Ada")))) {
            for (String path : List.of("/", "/cart", "/homepage-eu")) {
                assertEquals(
                        code.plan(path).decide(visitor(profile)),
                        file.plan(path).decide(visitor(profile)));
                assertEquals(code.isVariationOnly(path), file.isVariationOnly(path));
            }
        }
    }

    @Test
    void aSiteWithoutRulesHasNothingToDoAnywhere() {
        Plan plan = Personalization.builder().build().plan("/");
        assertTrue(plan.isEmpty());
        assertFalse(plan.hasVariations());
        assertFalse(plan.changesPages());
        assertEquals(new Decision(null, null, null, List.of()), plan.decide(visitor(EU)));
    }

    @Test
    void onlyTheRulesOfARouteMatterOnIt() {
        Personalization site = Personalization.builder()
                .variation("/cart", "/cart-eu")
                .content("/shop/*", null, remove("#all"))
                .content("/shop/shoes/*", null, remove("#shoes"))
                .content("/shop/shoes/red", null, remove("#red"))
                .build();
        assertTrue(site.plan("/").isEmpty());
        assertTrue(site.plan("/shopping").isEmpty());
        assertTrue(site.plan("/cart/").isEmpty());
        assertTrue(site.plan("/cart").hasVariations());
        assertFalse(site.plan("/cart").changesPages());
        assertEquals(List.of("#all"), selectors(site, "/shop"));
        assertEquals(List.of("#all"), selectors(site, "/shop/hats"));
        assertEquals(List.of("#all", "#shoes"), selectors(site, "/shop/shoes"));
        assertEquals(List.of("#all", "#shoes"), selectors(site, "/shop/shoes/blue"));
        assertEquals(List.of("#all", "#shoes", "#red"), selectors(site, "/shop/shoes/red"));
    }

    @Test
    void planningAPathWithoutVariationsMakesNothingNew() {
        Personalization site = Personalization.builder()
                .variation("/", "/home-eu")
                .content("/shop/*", null, remove("#a"))
                .build();
        assertSame(site.plan("/"), site.plan("/"));
        assertSame(site.plan("/shop/a"), site.plan("/shop/b"));
        assertSame(site.plan("/x"), site.plan("/y"));
    }

    @Test
    void theFirstVariationThatFitsServes() {
        Personalization site = Personalization.builder()
                .variation("/*", Condition.parse("{\"plan\": \"pro\"}"), "/pro")
                .variation("/", IN_EU, "/eu")
                .variation("/", profile -> null)
                .variation("/*", "/all")
                .build();
        assertEquals("/eu", site.plan("/").variation(visitor(EU)).path());
        assertEquals("/all", site.plan("/").variation(Visitor.unknown()).path());
        assertEquals("/all", site.plan("/x").variation(visitor(EU)).path());
        assertEquals(
                "/pro",
                site.plan("/")
                        .variation(visitor(Profile.of(Map.of("plan", "pro", "location", "EU"))))
                        .path());
    }

    @Test
    void servingThePathThatWasAskedForIsNoVariation() {
        Personalization site = Personalization.builder()
                .variation("/*", IN_EU, "/eu")
                .variation("/*", profile -> "/us")
                .build();
        assertNull(site.plan("/eu").variation(visitor(EU)).path());
        assertEquals("/us", site.plan("/eu").variation(Visitor.unknown()).path());
        assertNull(site.plan("/us").variation(Visitor.unknown()).path());
        assertNull(Personalization.builder()
                .variation("/", "/")
                .build()
                .plan("/")
                .variation(visitor(EU))
                .path());
    }

    @Test
    void aDecidedVariationIsNotDecidedAgain() {
        List<String> calls = new ArrayList<>();
        Plan plan = Personalization.builder()
                .variation("/", profile -> {
                    calls.add("variation");
                    return "/eu";
                })
                .build()
                .plan("/");
        assertEquals(
                "/eu", plan.decide(visitor(EU), plan.variation(visitor(EU))).variation());
        assertEquals(List.of("variation"), calls);
    }

    @Test
    void aPathThatIsOnlyServedAsAVariationIsKnown() {
        Personalization site = Personalization.builder()
                .variation("/", IN_EU, "/home-eu")
                .variation("/", "/home/")
                .variation("/cart", "/sale")
                .variation("/sale", profile -> "/computed")
                .build();
        assertTrue(site.isVariationOnly("/home-eu"));
        assertTrue(site.isVariationOnly("/home-eu/"));
        assertTrue(site.isVariationOnly("/home"));
        assertFalse(site.isVariationOnly("/sale"), "it is a route itself");
        assertFalse(site.isVariationOnly("/computed"), "no rule names it");
        assertFalse(site.isVariationOnly("/"));
    }

    @Test
    void aFunctionThatThrowsDoesNotFitAndIsReported() {
        IllegalStateException mistake = new IllegalStateException("secret");
        Personalization site = Personalization.builder()
                .onFailure(failures::add)
                .variation("/", profile -> {
                    throw mistake;
                })
                .variation("/", IN_EU, "/eu")
                .clientTraits(profile -> {
                    throw mistake;
                })
                .clientTrait("here", "location")
                .pageColor(profile -> {
                    throw new StackOverflowError();
                })
                .pageColor(profile -> profile.text("favorite_color"))
                .build();
        assertEquals(
                new Decision("/eu", Map.of("here", "EU"), "teal", List.of()),
                site.plan("/").decide(visitor(EU)));
        assertEquals(
                List.of("variation(\"/\")", "clientTraits", "pageColor"),
                failures.stream().map(RuleFailure::rule).toList());
        assertSame(mistake, failures.get(0).cause());
        assertFalse(failures.get(0).problem().contains("secret"), "a message of the app's may hold a trait");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        Plan plan = Personalization.builder()
                .onFailure(failure -> {
                    throw new IllegalStateException();
                })
                .variation("/", profile -> "/../x")
                .build()
                .plan("/");
        assertNull(plan.variation(visitor(EU)).path());
    }

    @Test
    void functionsThatReturnNullSayNothing() {
        Personalization site = Personalization.builder()
                .onFailure(failures::add)
                .variation("/", profile -> null)
                .clientTraits(profile -> nothing())
                .pageColor(profile -> nothing())
                .build();
        assertEquals(
                new Decision(null, Map.of(), null, List.of()), site.plan("/").decide(visitor(EU)));
        assertEquals(List.of(), failures);
    }

    @Test
    void leavesOutClientTraitsThatAreNoJson() {
        Map<@Nullable Object, @Nullable Object> traits = new HashMap<>();
        traits.put("ok", 1);
        traits.put("none", null);
        traits.put("date", java.time.LocalDate.EPOCH);
        traits.put("nan", Double.NaN);
        traits.put("nested", List.of(Map.of("x", new Object())));
        traits.put(null, "x");
        traits.put(5, "x");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        traits.put("endless", endless);
        traits.put("huge", Collections.nCopies(20_000, 1));
        assertEquals(Map.of("ok", 1L), clientTraits(traits));
        assertEquals(7, failures.size());
    }

    @Test
    void dropsProtoFromClientTraitsAtEveryDepth() {
        Map<String, Object> trait =
                Map.of("__proto__", Map.of("admin", true), "x", List.of(Map.of("__proto__", 1, "y", 2)));
        assertEquals(
                Map.of("a", Map.of("x", List.of(Map.of("y", 2L)))),
                clientTraits(Map.of("__proto__", trait, "a", trait)));
        Personalization site = Personalization.builder().clientTrait("a", "a").build();
        assertEquals(
                Map.of("a", Map.of("x", List.of(Map.of("y", 2L)))),
                site.plan("/").decide(visitor(Profile.of(Map.of("a", trait)))).clientTraits());
        assertThrows(RuleException.class, () -> Personalization.builder().clientTrait("__proto__", "a"));
        assertThrows(RuleException.class, () -> Personalization.builder().clientTrait("__proto__", IN_EU));
    }

    @Test
    void whatTheBrowserKnowsDoesNotChangeWithTheAppsOwnMap() {
        Map<String, Object> own = new HashMap<>(Map.of("tags", new ArrayList<>(List.of("a"))));
        Plan plan =
                Personalization.builder().clientTraits(profile -> own).build().plan("/");
        Map<String, Object> traits = plan.decide(visitor(EU)).clientTraits();
        own.clear();
        assertEquals(Map.of("tags", List.of("a")), traits);
    }

    @Test
    void sendsNoTraitThatNoRuleNames() {
        Profile profile = Profile.of(Map.of("first_name", "Ada", "email", "ada@example.com"));
        Personalization site =
                Personalization.builder().clientTrait("firstName", "first_name").build();
        assertEquals(
                Map.of("firstName", "Ada"),
                site.plan("/").decide(visitor(profile)).clientTraits());
        assertEquals(Map.of(), site.plan("/").decide(Visitor.unknown()).clientTraits());
    }

    @Test
    void fillsPlaceholdersInTheirOrder() {
        Edit edit = new Edit("h1", Edit.Action.TEXT, null, "{first_name}, {orders} in {address.city}, {none}");
        Plan plan = Personalization.builder().content("/", null, edit).build().plan("/");
        Profile profile = Profile.of(Map.of("first_name", "Ada", "orders", 3, "address", Map.of("city", "<Bonn>")));
        assertEquals(
                List.of(new AppliedEdit(edit, List.of("Ada", "3", "<Bonn>", ""))),
                plan.decide(visitor(profile)).edits());
    }

    @Test
    void boundsTheNumberOfRules() {
        Personalization.Builder rules = Personalization.builder();
        for (int i = 0; i < Personalization.Builder.MAX_RULES; i++) {
            rules.variation("/" + i, "/x");
        }
        assertThrows(RuleException.class, () -> rules.variation("/more", "/x"));
    }

    private @Nullable Map<String, Object> clientTraits(Map<?, ?> garbage) {
        @SuppressWarnings("unchecked") // what raw code may hand over in spite of the types
        Map<String, Object> traits = (Map<String, Object>) garbage;
        return Personalization.builder()
                .onFailure(failures::add)
                .clientTraits(profile -> traits)
                .build()
                .plan("/")
                .decide(visitor(EU))
                .clientTraits();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what code without null checks may return
    private static <T> T nothing() {
        return null;
    }

    private static List<String> selectors(Personalization site, String path) {
        return site.plan(path).decide(visitor(EU)).edits().stream()
                .map(applied -> applied.edit().select())
                .toList();
    }

    private static Edit remove(String select) {
        return new Edit(select, Edit.Action.REMOVE, null, "");
    }
}
