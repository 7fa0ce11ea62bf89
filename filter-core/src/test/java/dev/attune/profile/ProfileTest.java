package dev.attune.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void givesBackEveryKindOfValue() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("text", "Zoë");
        traits.put("long text", "x".repeat(70_000));
        traits.put("wide text", "日本語 😀");
        traits.put("lone surrogate", "\ud800");
        traits.put("empty", "");
        traits.put("yes", true);
        traits.put("no", false);
        traits.put("zero", 0L);
        traits.put("minus", Long.MIN_VALUE);
        traits.put("plus", Long.MAX_VALUE);
        traits.put("real", -1.5e-300);
        traits.put("list", Arrays.asList(1L, null, "a", List.of()));
        traits.put("map", Map.of("a", Map.of("b", List.of(true))));
        Profile profile = Profile.of(traits);
        assertEquals(traits, profile.traits());
        traits.forEach((name, value) -> assertEquals(value, profile.value(name), name));
        assertEquals(traits.keySet(), profile.names());
    }

    @Test
    void findsEachOfManyTraits() {
        Map<String, Object> traits = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            traits.put("trait " + i, "value ".repeat(random.nextInt(12)) + i);
        }
        Profile profile = Profile.of(traits);
        traits.forEach((name, value) -> assertEquals(value, profile.value(name)));
        assertNull(profile.value("trait 2000"));
    }

    @Test
    void takesOtherNumbersForLongsAndDoubles() {
        Profile profile = Profile.of(Map.of("int", 7, "float", 1.5f, "decimal", new java.math.BigDecimal("2.25")));
        assertEquals(Map.of("int", 7L, "float", 1.5, "decimal", 2.25), profile.traits());
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThrows(IllegalArgumentException.class, () -> Profile.of(Map.of("when", java.time.Instant.EPOCH)));
    }

    @Test
    void answersWithoutNullForWhomNothingIsKnown() {
        Profile unknown = Profile.of(new HashMap<>());
        assertSame(Profile.unknown(), unknown);
        assertTrue(unknown.isUnknown());
        assertEquals("", unknown.text("location"));
        assertFalse(unknown.flag("vip"));
        assertEquals(3, unknown.number("age", 3));
        assertEquals(Set.of(), unknown.names());
    }

    @Test
    void readsTraitsAsTextFlagAndNumber() {
        Profile profile = Profile.of(Map.of("a", "true", "b", true, "c", 5, "d", List.of()));
        assertEquals(
                List.of("true", "true", "5", ""),
                List.of(profile.text("a"), profile.text("b"), profile.text("c"), profile.text("d")));
        assertTrue(profile.flag("a") && profile.flag("b"));
        assertFalse(profile.flag("c"));
        assertEquals(5, profile.number("c", 0));
    }

    @Test
    void cannotBeChangedThroughWhatItHandsOut() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Profile profile = Profile.of(Map.of("list", list));
        list.add("b");
        assertEquals(List.of("a"), profile.value("list"));
        assertThrows(UnsupportedOperationException.class, () -> profile.traits().put("x", 1));
        assertThrows(UnsupportedOperationException.class, () -> profile.names().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> ((List<?>) java.util.Objects.requireNonNull(profile.value("list"))).clear());
    }

    @Test
    void sharesTheNamesOfEqualShapes() {
        Profile one = Profile.of(Map.of("a", 1, "b", 2));
        Profile two = Profile.of(Map.of("b", 3, "a", 4));
        assertSame(one.table().shape(), two.table().shape());
    }

    @Test
    void keepsValuesOutOfLogs() {
        assertEquals(
                "Profile[1 traits]",
                Profile.of(Map.of("email", "jane@example.com")).toString());
    }
}
