package dev.attune.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.attune.profile.Profile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that read a profile as a type of the app. */
class TypedRulesTest {
    record Shop(String plan, int orderCount) {}

    record Shown(String plan, boolean isRegular, Optional<LocalDate> day, List<Shop> shops) {}

    /** A bean, for JSON-B. */
    public static class Badge {
        public String text = "<b>";
    }

    @Test
    void aFunctionOfTheTypeSaysWhatTheBrowserMayKnow() {
        Personalization site = Personalization.builder()
                .clientTraits(
                        Shop.class,
                        shop -> new Shown(
                                shop.plan(),
                                shop.orderCount() > 2,
                                Optional.of(LocalDate.of(2020, 1, 2)),
                                List.of(shop)))
                .build();
        assertEquals(
                Map.of(
                        "plan",
                        "pro",
                        "isRegular",
                        true,
                        "day",
                        "2020-01-02",
                        "shops",
                        List.of(Map.of("plan", "pro", "orderCount", 3L))),
                traits(site, Map.of("plan", "pro", "order_count", "3")));
    }

    @Test
    void aBeanAndAMapAreShownToo() {
        assertEquals(
                Map.of("text", "<b>"),
                traits(
                        Personalization.builder()
                                .clientTraits(Shop.class, shop -> new Badge())
                                .build(),
                        Map.of()));
        assertEquals(
                Map.of("badge", Map.of("text", "<b>")),
                traits(
                        Personalization.builder()
                                .clientTraits(Shop.class, shop -> Map.of("badge", new Badge()))
                                .build(),
                        Map.of()));
    }

    @Test
    void anExplanationNamesWhatDoesNotFitWhereARuleReadItAndForEachTypeThatTheAppNames() {
        Personalization site = Personalization.builder()
                .variation("/", profile -> profile.as(Shop.class).orderCount() > 2 ? "/regular" : null)
                .traits(Shop.class)
                .build();
        Profile odd = Profile.of(Map.of("order_count", "three"));
        List<RuleReport> reports =
                site.plan("/").explain(new Visitor(odd, null, Trust.CLAIMED)).rules();
        assertEquals(
                List.of(
                        new RuleReport(
                                "variation(\"/\")",
                                RuleReport.Kind.VARIATION,
                                RuleReport.Outcome.DOES_NOT_FIT,
                                "the function named no page; order_count is \"three\", which is no int"),
                        new RuleReport(
                                "traits(Shop)",
                                RuleReport.Kind.TYPED_TRAITS,
                                RuleReport.Outcome.DOES_NOT_FIT,
                                "what does not fit is left empty; order_count is \"three\", which is no int")),
                reports);
    }

    @Test
    void aTypeThatTraitsCannotBecomeStopsTheDeployment() {
        RuleException refusal = assertThrows(
                RuleException.class, () -> Personalization.builder().traits(Runtime.class));
        assertEquals(
                "traits(Runtime): java.lang.Runtime is no type of the app, and none that traits can become",
                refusal.getMessage());
    }

    private static @Nullable Map<String, Object> traits(Personalization site, Map<String, ?> profile) {
        Visitor visitor = new Visitor(Profile.of(profile), null, Trust.CLAIMED);
        return site.plan("/").decide(visitor).clientTraits();
    }
}
