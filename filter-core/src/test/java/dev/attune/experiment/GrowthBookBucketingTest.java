package dev.attune.experiment;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What GrowthBook's published cases say; {@code growthbook.json} names their source. */
class GrowthBookBucketingTest {
    private static final double EXACT = 0;

    @SuppressWarnings("NullAway.Init")
    private static JsonObject cases;

    @BeforeAll
    static void readsTheCases() {
        InputStream resource = requireNonNull(GrowthBookBucketingTest.class.getResourceAsStream("growthbook.json"));
        try (JsonReader reader = Json.createReader(resource)) {
            cases = reader.readObject();
        }
    }

    @Test
    void hashesAsPublished() {
        for (JsonArray c : arrays("hash", 14)) {
            BucketHash hash = new BucketHash(c.getString(0), c.getInt(2));
            assertEquals(number(c, 3), hash.of(c.getString(1)), EXACT, c.toString());
        }
    }

    @Test
    void dealsOutRangesAsPublished() {
        for (JsonArray c : arrays("ranges", 8)) {
            Split split = Split.of(weights(c.getInt(0), c.get(2)), number(c, 1));
            assertRanges(c.getJsonArray(3), split, c.toString());
        }
    }

    @Test
    void refusesWhatGrowthBookMendsInSilence() {
        for (JsonArray c : arrays("refusedRanges", 5)) {
            Experiment.Builder experiment = Experiment.named("x").coverage(number(c, 1));
            if (c.get(2) instanceof JsonArray weights) {
                experiment.weights(numbers(weights));
            }
            assertThrows(
                    IllegalArgumentException.class, () -> experiment.build().check(c.getInt(0)), c.toString());
        }
    }

    @Test
    void choosesAVariationAsPublished() {
        for (JsonArray c : arrays("choose", 13)) {
            assertEquals(c.getInt(2), choice(number(c, 0), c.getJsonArray(1)), c.toString());
        }
    }

    @Test
    void keepsToANamespaceAsPublished() {
        for (JsonArray c : arrays("namespace", 16)) {
            Namespace namespace = new Namespace(c.getString(1), number(c, 2), number(c, 3));
            assertEquals(c.getBoolean(4), namespace.contains(namespace.hash().of(c.getString(0))), c.toString());
        }
    }

    @Test
    void weighsEquallyAsPublished() {
        for (JsonArray c : arrays("equalWeights", 4)) {
            List<Double> weights = Split.equalWeights(c.getInt(0));
            assertEquals(c.getJsonArray(1).size(), weights.size());
            for (int i = 0; i < weights.size(); i++) {
                assertEquals(number(c.getJsonArray(1), i), weights.get(i), 1e-8);
            }
        }
    }

    @Test
    void placesVisitorsAsPublished() {
        List<JsonObject> runs = cases.getJsonArray("run").getValuesAs(JsonObject.class);
        assertEquals(50, runs.size());
        for (JsonObject c : runs) {
            assertEquals(c.getInt("expected"), place(c, Assignments.NONE, false).variation(), c.toString());
        }
    }

    @Test
    void keepsAStickyVariationAsPublished() {
        for (JsonObject c : cases.getJsonArray("sticky").getValuesAs(JsonObject.class)) {
            Assignments kept = Assignments.NONE.with(c.getString("key"), c.getInt("kept"));
            assertEquals(new Placement(c.getInt("expected"), true, null), place(c, kept, true), c.toString());
            assertFalse(place(c, kept, false).sticky(), "the experiment is not sticky: " + c);
        }
    }

    private static Placement place(JsonObject c, Assignments kept, boolean sticky) {
        String key = c.getString("key");
        Experiment.Builder experiment = Experiment.named(key)
                .sticky(sticky)
                .hashVersion(c.getInt("hashVersion", 1))
                .seed(c.getString("seed", key));
        if (c.containsKey("weights")) {
            experiment.weights(numbers(c.getJsonArray("weights")));
        }
        if (c.containsKey("coverage")) {
            experiment.coverage(c.getJsonNumber("coverage").doubleValue());
        }
        if (c.containsKey("namespace")) {
            JsonArray namespace = c.getJsonArray("namespace");
            experiment.namespace(new Namespace(namespace.getString(0), number(namespace, 1), number(namespace, 2)));
        }
        VisitorIds ids = c.isNull("id") ? VisitorIds.NONE : new VisitorIds(c.getString("id"), null);
        return new Enrolment(experiment.build(), c.getInt("variations"), List.of()).place(ids, kept);
    }

    /** Deals out the ranges that a case gives, by the weights and the coverage that lead to them. */
    private static int choice(double place, JsonArray ranges) {
        boolean reduced = number(ranges.getJsonArray(0), 1) == 0.25;
        List<Double> weights = ranges.size() == 3 ? List.of(0.5, 0.0, 0.5) : List.of(0.5, 0.5);
        Split split = Split.of(weights, reduced ? 0.5 : 1);
        assertRanges(ranges, split, ranges.toString());
        return split.at(place);
    }

    private static void assertRanges(JsonArray ranges, Split split, String message) {
        assertEquals(ranges.size(), split.size(), message);
        for (int i = 0; i < ranges.size(); i++) {
            assertEquals(number(ranges.getJsonArray(i), 0), split.start(i), 1e-12, message);
            assertEquals(number(ranges.getJsonArray(i), 1), split.end(i), 1e-12, message);
        }
    }

    private static List<Double> weights(int variations, JsonValue weights) {
        return weights instanceof JsonArray given ? numbers(given) : Split.equalWeights(variations);
    }

    private static List<Double> numbers(JsonArray array) {
        return array.getValuesAs(JsonNumber.class).stream()
                .map(JsonNumber::doubleValue)
                .toList();
    }

    private static double number(JsonArray array, int index) {
        return array.getJsonNumber(index).doubleValue();
    }

    private static List<JsonArray> arrays(String section, int count) {
        List<JsonArray> arrays = cases.getJsonArray(section).getValuesAs(JsonArray.class);
        assertEquals(count, arrays.size(), section);
        return arrays;
    }
}
