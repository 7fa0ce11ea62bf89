package dev.attune.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTextTest {
    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("text", "Zoë");
        traits.put("yes", true);
        traits.put("long", Long.MIN_VALUE);
        traits.put("double", 0.1);
        traits.put("big", 1e300);
        traits.put("list", Arrays.asList(1L, null, List.of(), Map.of()));
        traits.put("nested", Map.of("a", Map.of("b", "c")));
        assertEquals(
                "{\"text\":\"Zo\\u00eb\",\"yes\":true,\"long\":-9223372036854775808,\"double\":0.1,\"big\":1e+300,"
                        + "\"list\":[1,null,[],{}],\"nested\":{\"a\":{\"b\":\"c\"}}}",
                json(traits));
    }

    @Test
    void saysNullForWhatJsonCannotSay() {
        assertEquals(
                "[null,null,null,null,null]",
                json(Arrays.asList(
                        Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, new Object(), new int[] {1})));
    }

    @Test
    void dropsAPrototypeAtAnyDepth() {
        assertEquals(
                "{\"a\":[{\"proto\":1}]}",
                json(Map.of("a", List.of(Map.of("__proto__", Map.of("isAdmin", true), "proto", 1L)))));
        assertEquals("{}", json(Map.of("__proto__", 1L)));
    }

    @Test
    void endsOnAListThatHoldsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertTrue(json(list).endsWith("null" + "]".repeat(32)));
    }

    @ParameterizedTest
    @MethodSource("dev.attune.internal.transform.HostileValues#all")
    void aValueComesBackAsItWasAndNeverLeavesTheBlock(String value) {
        String json = json(Map.of(value, value));
        assertTrue(json.chars().allMatch(c -> c >= ' ' && c < 0x7f && "<>&".indexOf(c) < 0), json);
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            assertEquals(value, reader.readObject().getString(value));
        }
    }

    private static String json(Object value) {
        StringBuilder out = new StringBuilder();
        JsonText.script(value, out);
        return out.toString();
    }
}
