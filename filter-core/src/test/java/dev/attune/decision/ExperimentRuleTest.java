package dev.attune.decision;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.experiment.Assignments;
import dev.attune.experiment.Experiment;
import dev.attune.experiment.HashAttribute;
import dev.attune.experiment.Holdout;
import dev.attune.experiment.Namespace;
import dev.attune.experiment.VisitorIds;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentRuleTest {
    private static final String HERO = """
            {"variations": [
              {"route": "/", "experiment": "hero-2026", "weights": [0.5, 0.5], "serve": ["/hero-a", "/hero-b"]},
              {"route": "/", "serve": "/all"}]}""";

    @Test
    void dealsVisitorsOutAndNamesTheAssignmentInTheDecision() {
        Plan plan = plan(HERO);
        assertTrue(plan.hasVariations());
        // GrowthBook's hash, version 2, of the seed hero-2026 puts 1 at 0.3273 and 2 at 0.8854.
        assertEquals(new Assignment("hero-2026", 0, "/hero-a", false), assignment(plan, "1"));
        assertEquals(new Assignment("hero-2026", 1, "/hero-b", false), assignment(plan, "2"));
        assertEquals("/hero-b", plan.decide(user("2")).variation());
        assertEquals(plan.decide(user("2")), plan(HERO).decide(user("2")));
    }

    @Test
    void whoIsNotInTheExperimentIsLeftToTheNextRule() {
        Decision decision = plan(HERO).decide(Visitor.unknown());
        assertEquals("/all", decision.variation());
        assertNull(decision.experiment());
    }

    @Test
    void theControlMayBeTheAppsOwnPage() {
        Plan plan = plan("""
                {"variations": [{"route": "/", "experiment": "a", "serve": [null, "/"]},
                                {"route": "/", "serve": "/never"}]}""");
        for (int i = 0; i < 20; i++) {
            Decision decision = plan.decide(user("u" + i));
            Assignment assignment = decision.experiment();
            assertNull(decision.variation());
            assertTrue(assignment != null && assignment.path() == null);
        }
    }

    @Test
    void onAFolderThePageThatWasAskedForIsTheAppsOwn() {
        Personalization site = site("""
                {"variations": [{"route": "/shop/*", "experiment": "a", "weights": [0, 1], "serve": [null, "/shop/new"]}]}""");
        assertEquals("/shop/new", site.plan("/shop/old").decide(user("u")).variation());
        Decision own = site.plan("/shop/new").decide(user("u"));
        assertNull(own.variation());
        assertEquals(new Assignment("a", 1, "/shop/new", false), own.experiment());
    }

    @Test
    void codeAndConfigurationDecideAlike() {
        Experiment hero = Experiment.named("hero")
                .name("Hero")
                .weights(0.2, 0.8)
                .variationNames(List.of("plain", "bold"))
                .coverage(0.7)
                .namespace(new Namespace("home", 0.1, 0.9))
                .holdout("q4")
                .hashVersion(1)
                .hashAttribute(HashAttribute.ANONYMOUS_ID)
                .seed("s")
                .sticky(true)
                .build();
        Personalization code = Personalization.builder()
                .trust(
                        Trust.SIGNED,
                        rules -> rules.experiment("/", Condition.parse("{\"vip\": true}"), hero, null, "/hero-b"))
                .holdout(new Holdout("q4", 0.2).hashAttribute(HashAttribute.ANONYMOUS_ID))
                .build();
        Personalization file = site("""
                {"variations": [{"route": "/", "experiment": "hero", "name": "Hero", "weights": [0.2, 0.8],
                  "variationNames": ["plain", "bold"], "coverage": 0.7,
                  "namespace": {"name": "home", "range": [0.1, 0.9]}, "holdout": "q4", "hashVersion": 1,
                  "hashAttribute": "anonymous_id", "seed": "s", "sticky": true, "trust": "signed",
                  "when": {"vip": true}, "serve": [null, "/hero-b"]}],
                 "holdouts": {"q4": {"share": 0.2, "hashAttribute": "anonymous_id"}}}""");
        assertEquals(hero, requireNonNull(file.experiments().get("hero")).experiment());
        int inside = 0;
        for (int i = 0; i < 500; i++) {
            VisitorIds ids = new VisitorIds("u", "a" + i);
            Profile profile = Profile.of(Map.of("vip", i % 2 == 0));
            Visitor visitor =
                    new Visitor(profile, ProfileKey.user("u"), i % 3 == 0 ? Trust.CLAIMED : Trust.SIGNED).withIds(ids);
            Decision decision = code.plan("/").decide(visitor);
            assertEquals(decision, file.plan("/").decide(visitor));
            inside += decision.experiment() == null ? 0 : 1;
        }
        // A half is vip, two thirds are trusted, 80 % are in the namespace, 80 % not held out, 70 % covered.
        assertEquals(500 * 0.5 * 2 / 3.0 * 0.8 * 0.8 * 0.7, inside, 25);
    }

    @Test
    void aVisitorOfLessTrustIsInNoExperimentThatAsksForMore() {
        Plan plan = plan("""
                {"variations": [{"route": "/", "experiment": "a", "trust": "signed", "serve": ["/a", "/b"]}]}""");
        Visitor claimed = user("u");
        assertEquals(Variation.OWN_PAGE, plan.variation(claimed));
        Visitor signed = new Visitor(claimed.profile(), claimed.key(), Trust.SIGNED).withIds(claimed.ids());
        assertTrue(plan.variation(signed).assignment() != null);
    }

    @Test
    void aStickyVariationIsKeptButNeverBeyondTheCondition() {
        Plan plan = plan("""
                {"variations": [{"route": "/", "experiment": "a", "sticky": true, "weights": [1, 0],
                                 "when": {"vip": true}, "serve": ["/a", "/b"]}]}""");
        Visitor vip = new Visitor(Profile.of(Map.of("vip", true)), ProfileKey.user("u"), Trust.CLAIMED)
                .withIds(new VisitorIds("u", null));
        assertEquals(new Assignment("a", 0, "/a", false), plan.variation(vip).assignment());
        Assignments kept = Assignments.NONE.with("a", 1);
        assertEquals(
                new Assignment("a", 1, "/b", true),
                plan.variation(vip.withSticky(kept)).assignment());
        assertEquals(
                Variation.OWN_PAGE, plan.variation(user("u").withSticky(kept)), "a forged cookie opens no condition");
    }

    @Test
    void aPreviewShowsTheVariationThatItNamesBeforeAnyOtherRule() {
        Plan plan = plan("""
                {"variations": [{"route": "/", "serve": "/first"},
                                {"route": "/", "experiment": "a", "when": {"vip": true}, "coverage": 0,
                                 "serve": ["/a", "/b"]}]}""");
        Visitor preview = Visitor.unknown().withForced(Assignments.NONE.with("a", 1));
        assertEquals(
                new Assignment("a", 1, "/b", false), plan.variation(preview).assignment());
        assertEquals(
                List.of(
                        "variations[1] APPLIED variation 1 of a: /b",
                        "variations[0] NOT_REACHED variations[1] has decided"),
                lines(plan, preview));
        assertEquals(
                "/first",
                plan.variation(Visitor.unknown().withForced(Assignments.NONE.with("a", 7)))
                        .path());
    }

    @Test
    void explainsWhyAVisitorIsOrIsNotInAnExperiment() {
        assertEquals(
                List.of("variations[0] NO_ID the visitor has no user_id", "variations[1] APPLIED /all"),
                lines(one("\"hashAttribute\": \"user_id\""), Visitor.unknown().withIds(new VisitorIds(null, "a"))));
        assertEquals(
                List.of("variations[0] NOT_COVERED outside the coverage of 0.0", "variations[1] APPLIED /all"),
                lines(one("\"coverage\": 0"), user("u")));
        assertEquals(
                List.of(
                        "variations[0] OUTSIDE_NAMESPACE outside its part of the namespace \"n\": 0.0 to 1.0E-4",
                        "variations[1] APPLIED /all"),
                lines(one("\"namespace\": {\"name\": \"n\", \"range\": [0, 0.0001]}"), user("u")));
        assertEquals(
                List.of("variations[0] HELD_OUT a hold-out keeps the visitor out", "variations[1] APPLIED /all"),
                lines(one("\"holdout\": \"h\""), user("u")));
        assertEquals(
                List.of(
                        "variations[0] TRUST_TOO_LOW the visitor is claimed, the rule asks for principal, so it sees an"
                                + " unknown visitor",
                        "variations[1] APPLIED /all"),
                lines(one("\"trust\": \"principal\""), user("u")));
        assertEquals(
                List.of("variations[0] DOES_NOT_FIT vip is missing, expected true", "variations[1] APPLIED /all"),
                lines(one("\"when\": {\"vip\": true}"), user("u")));
        assertEquals(
                List.of(
                        "variations[0] APPLIED variation 1 of x: /b, kept from an earlier visit",
                        "variations[1] NOT_REACHED variations[0] has decided"),
                lines(one("\"sticky\": true"), user("u").withSticky(Assignments.NONE.with("x", 1))));
    }

    @Test
    void hidesThePathsOfAllVariations() {
        Personalization site = site(HERO);
        assertTrue(site.isVariationOnly("/hero-a") && site.isVariationOnly("/hero-b"));
        assertFalse(site.isVariationOnly("/"));
    }

    @Test
    void oneExperimentMayBeHeldAtSeveralRoutes() {
        Personalization site = site("""
                {"variations": [{"route": "/", "experiment": "a", "coverage": 0.9, "serve": ["/a", "/b"]},
                                {"route": "/cart", "experiment": "a", "coverage": 0.9, "when": {}, "serve": [null, "/c"]}]}""");
        for (int i = 0; i < 50; i++) {
            assertEquals(index(site.plan("/"), "u" + i), index(site.plan("/cart"), "u" + i));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"experiment": "a", "serve": ["/a", "/b"], "weights": [0.5, 0.4]}        | variations[0] (         | the weights add up to 0.9; expected 1
                    {"experiment": "a", "serve": ["/a", "/b"], "weights": [1.5, -0.5]}       | variations[0] (         | found the weight 1.5; expected weights from 0 to 1
                    {"experiment": "a", "serve": ["/a", "/b"], "weights": [1]}               | variations[0]           | found 1 weights for 2 variations
                    {"experiment": "a", "serve": ["/a"]}                                     | variations[0]           | found 1 to serve; expected 2 to 100
                    {"experiment": "a", "serve": "/a"}                                       | variations[0].serve (   | expected an array of paths
                    {"experiment": "a", "serve": ["/a", "/WEB-INF/b"]}                       | variations[0].serve[1] ( | neither into WEB-INF
                    {"experiment": "a", "serve": ["/a", 5]}                                  | variations[0].serve[1] ( | found 5; expected a path such as
                    {"experiment": "a"}                                                      | variations[0] (         | "serve" is missing
                    {"experiment": "a b", "serve": ["/a", "/b"]}                             | variations[0] (         | an experiment's key: expected 1 to 64 ASCII letters
                    {"experiment": "a", "serve": ["/a", "/b"], "coverage": 1.2}              | variations[0] (         | found the coverage 1.2; expected a number from 0 to 1
                    {"experiment": "a", "serve": ["/a", "/b"], "coverage": "all"}            | variations[0].coverage ( | found "all"; expected a number from 0 to 1
                    {"experiment": "a", "serve": ["/a", "/b"], "hashVersion": 1.5}           | variations[0].hashVersion ( | found 1.5; expected 1 or 2
                    {"experiment": "a", "serve": ["/a", "/b"], "hashAttribute": "email"}     | variations[0].hashAttribute ( | expected "id", "user_id", "anonymous_id"
                    {"experiment": "a", "serve": ["/a", "/b"], "namespace": {"name": "n", "range": [0.5]}} | variations[0].namespace.range ( | expected two numbers
                    {"experiment": "a", "serve": ["/a", "/b"], "namespace": {"name": "n", "range": [0.5, 0.1]}} | variations[0].namespace ( | found the range 0.5 to 0.1
                    {"experiment": "a", "serve": ["/a", "/b"], "holdout": "h"}               | variations[0]           | there is no hold-out "h"
                    {"experiment": "a", "serve": ["/a", "/b"], "variationNames": ["x"]}      | variations[0]           | found 1 names for 2 variations
                    {"experiment": "a", "serve": ["/a", "/b"], "weigths": [0.5, 0.5]}        | variations[0].weigths ( | did you mean "weights"?
                    """)
    void stopsAtEveryMistakeWithItsPlace(String rule, String where, String problem) {
        String message = mistake("{\"variations\": [" + rule.replaceFirst("\\{", "{\"route\": \"/\", ") + "]}");
        assertTrue(message.startsWith(where), message);
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"h": 0.5}                        | holdouts.h (         | expected an object such as {"share": 0.05}
                    {"h": {}}                         | holdouts.h (         | "share" is missing
                    {"h": {"share": 5}}               | holdouts.h (         | found a share of 5.0; expected a number from 0 to 1
                    {"h h": {"share": 0.5}}           | holdouts.h h (       | expected 1 to 64 ASCII letters
                    """)
    void stopsAtEveryMistakeInAHoldOut(String holdouts, String where, String problem) {
        String message = mistake("{\"holdouts\": " + holdouts + "}");
        assertTrue(message.startsWith(where), message);
        assertTrue(message.contains(problem), message);
    }

    @Test
    void oneKeyMustMeanOneSplit() {
        String message = mistake("""
                {"variations": [{"route": "/", "experiment": "a", "serve": ["/a", "/b"]},
                                {"route": "/cart", "experiment": "a", "coverage": 0.5, "serve": ["/a", "/b"]}]}""");
        assertTrue(message.contains("\"a\" has other settings at variations[0]"), message);
        Personalization.Builder code = Personalization.builder().holdout(new Holdout("h", 0.1));
        assertThrows(RuleException.class, () -> code.holdout(new Holdout("h", 0.2)));
    }

    @Test
    void stickyExperimentsMustFitTheirCookie() {
        Personalization.Builder rules = Personalization.builder();
        for (int i = 0; i < Assignments.MAX; i++) {
            rules.experiment("/" + i, Experiment.named("e" + i).sticky(true).build(), "/a", "/b");
        }
        Experiment more = Experiment.named("more").sticky(true).build();
        assertThrows(RuleException.class, () -> rules.experiment("/x", more, "/a", "/b"));
    }

    private static Plan one(String setting) {
        return plan("{\"variations\": [{\"route\": \"/\", \"experiment\": \"x\", \"serve\": [\"/a\", \"/b\"], "
                + setting + "}, {\"route\": \"/\", \"serve\": \"/all\"}], \"holdouts\": {\"h\": {\"share\": 1}}}");
    }

    private static Plan plan(String json) {
        return site(json).plan("/");
    }

    private static Personalization site(String json) {
        return Personalization.builder().rules(json).build();
    }

    private static String mistake(String json) {
        return assertThrows(RuleException.class, () -> site(json)).getMessage();
    }

    private static Visitor user(String id) {
        return new Visitor(Profile.unknown(), ProfileKey.user(id), Trust.CLAIMED).withIds(new VisitorIds(id, null));
    }

    private static Assignment assignment(Plan plan, String id) {
        Assignment assignment = plan.decide(user(id)).experiment();
        if (assignment == null) {
            throw new AssertionError(id + " is in no experiment");
        }
        return assignment;
    }

    private static int index(Plan plan, String id) {
        Assignment assignment = plan.decide(user(id)).experiment();
        return assignment == null ? -1 : assignment.index();
    }

    private static List<String> lines(Plan plan, Visitor visitor) {
        Explanation explanation = plan.explain(visitor);
        assertEquals(plan.decide(visitor), explanation.decision());
        return explanation.rules().stream()
                .map(rule -> rule.rule() + " " + rule.outcome() + " " + rule.detail())
                .toList();
    }
}
