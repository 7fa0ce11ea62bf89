package dev.attune.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.experiment.Placement.Exclusion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {
    private static final int MILLION = 1_000_000;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 0.4", "1, 0.25"})
    void aMillionIdsSplitByWeightsAndStayPutOnAnotherNode(int version, double coverage) {
        double[] weights = {0.2, 0.3, 0.5};
        Enrolment here = enrolment(version, coverage, weights);
        Enrolment there = enrolment(version, coverage, weights);
        long[] counts = new long[weights.length];
        long outside = 0;
        for (int i = 0; i < MILLION; i++) {
            VisitorIds visitor = user("visitor-" + i);
            Placement placement = here.place(visitor, Assignments.NONE);
            assertEquals(placement, there.place(visitor, Assignments.NONE));
            if (placement.variation() < 0) {
                outside++;
            } else {
                counts[placement.variation()]++;
            }
        }
        double chiSquare = deviation(outside, (1 - coverage) * MILLION);
        for (int i = 0; i < weights.length; i++) {
            chiSquare += deviation(counts[i], weights[i] * coverage * MILLION);
        }
        // The quantile of 99.9 % for three degrees of freedom; ids and seed are fixed, so this passes always or never.
        assertTrue(chiSquare < 16.27, chiSquare + " " + Arrays.toString(counts) + " " + outside);
    }

    @Test
    void twoExperimentsSplitVisitorsIndependently() {
        Enrolment one = new Enrolment(Experiment.named("one").build(), 2, List.of());
        Enrolment two = new Enrolment(Experiment.named("two").build(), 2, List.of());
        long[] counts = new long[4];
        for (int i = 0; i < MILLION; i++) {
            VisitorIds visitor = user("visitor-" + i);
            counts[
                    2 * one.place(visitor, Assignments.NONE).variation()
                            + two.place(visitor, Assignments.NONE).variation()]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> deviation(count, MILLION / 4.0))
                .sum();
        assertTrue(chiSquare < 16.27, chiSquare + " " + Arrays.toString(counts));
    }

    @Test
    void experimentsInPartsOfANamespaceNeverMeetInOneVisitor() {
        Enrolment first = inNamespace("first", 0, 0.5);
        Enrolment second = inNamespace("second", 0.5, 1);
        int met = 0;
        for (int i = 0; i < 100_000; i++) {
            VisitorIds visitor = user("visitor-" + i);
            boolean inFirst = first.place(visitor, Assignments.NONE).variation() >= 0;
            boolean inSecond = second.place(visitor, Assignments.NONE).variation() >= 0;
            assertTrue(inFirst ^ inSecond);
            met += inFirst ? 1 : 0;
        }
        assertEquals(50_000, met, 1_000);
    }

    @Test
    void aHoldOutKeepsTheSameShareOutOfEveryExperimentThatNamesItAndOneForAllOutOfAll() {
        List<Holdout> holdouts = List.of(new Holdout("q4", 0.1), new Holdout("global", 0.05).ofAll());
        Enrolment named = new Enrolment(Experiment.named("a").holdout("q4").build(), 2, holdouts);
        Enrolment alsoNamed = new Enrolment(Experiment.named("b").holdout("q4").build(), 3, holdouts);
        Enrolment unnamed = new Enrolment(Experiment.named("c").build(), 2, holdouts);
        int heldOut = 0;
        int heldOutOfAll = 0;
        for (int i = 0; i < 100_000; i++) {
            VisitorIds visitor = user("visitor-" + i);
            boolean held = isHeldOut(named, visitor);
            assertEquals(held, isHeldOut(alsoNamed, visitor));
            assertTrue(held || !isHeldOut(unnamed, visitor), "who is held out of all is held out of this one too");
            heldOut += held ? 1 : 0;
            heldOutOfAll += isHeldOut(unnamed, visitor) ? 1 : 0;
        }
        assertEquals(100_000 * (1 - 0.9 * 0.95), heldOut, 1_000);
        assertEquals(5_000, heldOutOfAll, 500);
    }

    @Test
    void namingAHoldOutThatIsNotThereIsAMistake() {
        Experiment experiment = Experiment.named("a").holdout("q5").build();
        assertThrows(
                IllegalArgumentException.class, () -> new Enrolment(experiment, 2, List.of(new Holdout("q4", 0.1))));
    }

    @Test
    void aStickyVariationOutlivesLogInCoverageAndHoldOuts() {
        VisitorIds before = new VisitorIds(null, "anonymous-7");
        Experiment.Builder experiment = Experiment.named("a").weights(0.5, 0.5);
        Enrolment plain = new Enrolment(experiment.build(), 2, List.of());
        int variation = plain.place(before, Assignments.NONE).variation();
        VisitorIds after = withOtherPlace(plain, variation);
        Assignments kept = Assignments.NONE.with("a", variation);
        Enrolment narrowed =
                new Enrolment(experiment.sticky(true).coverage(0).build(), 2, List.of(new Holdout("all", 1).ofAll()));
        assertEquals(new Placement(variation, true, null), narrowed.place(after, kept));
        assertNotEquals(variation, plain.place(after, kept).variation(), "it is not sticky");
    }

    @Test
    void anImpossibleStickyVariationCountsForNothing() {
        Enrolment sticky = new Enrolment(Experiment.named("a").sticky(true).build(), 2, List.of());
        Placement dealt = sticky.place(user("u"), Assignments.NONE);
        assertEquals(dealt, sticky.place(user("u"), Assignments.NONE.with("a", 2)));
        assertEquals(dealt, sticky.place(user("u"), Assignments.NONE.with("b", 1)));
        assertEquals(
                Exclusion.NO_ID,
                sticky.place(VisitorIds.NONE, Assignments.NONE.with("a", 1)).exclusion());
    }

    @Test
    void theIdThatDecidesIsTheOneThatTheExperimentNames() {
        VisitorIds both = new VisitorIds("u", "a");
        assertEquals("u", HashAttribute.ID.in(both));
        assertEquals("a", HashAttribute.ID.in(new VisitorIds(null, "a")));
        assertEquals("a", HashAttribute.ANONYMOUS_ID.in(both));
        Enrolment users = new Enrolment(
                Experiment.named("x").hashAttribute(HashAttribute.USER_ID).build(), 2, List.of());
        assertEquals(
                Exclusion.NO_ID,
                users.place(new VisitorIds(null, "a"), Assignments.NONE).exclusion());
    }

    @Test
    void idsBeyondAsciiHashAsTheirUtf16Units() {
        // FNV-1a by hand: each unit is mixed in as one number, as JavaScript's charCodeAt gives it.
        long hash = 0x811C9DC5L;
        for (char c : "x\uD83D\uDE00\u00E9".toCharArray()) {
            hash = ((hash ^ c) * 0x01000193L) & 0xFFFFFFFFL;
        }
        assertEquals((hash % 1000) / 1000.0, new BucketHash("", 1).of("x\uD83D\uDE00\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a!b", "a~b", "a;b", "é"})
    void aKeyFitsACookie(String key) {
        assertThrows(IllegalArgumentException.class, () -> Experiment.named(key).build());
    }

    @Test
    void takesWeightsThatAddUpToNearlyOneAsGrowthBookDoes() {
        for (double[] weights : List.of(new double[] {0.33, 0.33, 0.33}, new double[] {0.51, 0.5})) {
            assertEquals(weights.length, enrolment(2, 1, weights).variations());
        }
        for (double[] weights : List.of(new double[] {0.33, 0.33, 0.32}, new double[] {0.52, 0.5})) {
            assertThrows(IllegalArgumentException.class, () -> enrolment(2, 1, weights));
        }
    }

    private static Enrolment enrolment(int version, double coverage, double... weights) {
        return new Enrolment(
                Experiment.named("hero-2026")
                        .weights(weights)
                        .coverage(coverage)
                        .hashVersion(version)
                        .build(),
                weights.length,
                List.of());
    }

    private static Enrolment inNamespace(String key, double from, double to) {
        return new Enrolment(
                Experiment.named(key)
                        .namespace(new Namespace("checkout", from, to))
                        .build(),
                2,
                List.of());
    }

    private static boolean isHeldOut(Enrolment enrolment, VisitorIds visitor) {
        return enrolment.place(visitor, Assignments.NONE).exclusion() == Exclusion.HELD_OUT;
    }

    private static VisitorIds withOtherPlace(Enrolment enrolment, int variation) {
        for (int i = 0; ; i++) {
            if (enrolment.place(user("user-" + i), Assignments.NONE).variation() != variation) {
                return user("user-" + i);
            }
        }
    }

    private static VisitorIds user(String id) {
        return new VisitorIds(id, null);
    }

    private static double deviation(long found, double expected) {
        return expected == 0 ? found : (found - expected) * (found - expected) / expected;
    }
}
