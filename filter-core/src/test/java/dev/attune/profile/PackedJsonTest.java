package dev.attune.profile;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackedJsonTest {
    private static final List<String> TEXTS =
            List.of("", "a", "a long text of more than twenty-four characters", "Zoë", "日本", "\ud800", "€uro");

    private static @Nullable Object anyValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextGaussian();
            case 4 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 5, 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(anyValue(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(3), anyValue(random, depth - 1));
                }
                yield map;
            }
        };
    }

    @Test
    void aViewIsEqualToWhatWasPacked() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            Object value = anyValue(random, 4);
            if (value != null) {
                byte[] bytes = JsonValue.encode(value);
                JsonValue.check(bytes);
                Object view = PackedJson.value(bytes, 0);
                assertEquals(value, view, () -> "seed " + seed);
                assertEquals(view, value, () -> "seed " + seed);
                assertEquals(bytes.length, PackedJson.end(bytes, 0), () -> "seed " + seed);
            }
        }
    }

    @Test
    void anItemIsFoundInWhateverOrderItemsAreAskedFor() {
        List<Object> items = List.of("a", List.of("b", 1L), Map.of("c", 2L), true, 3L, 4.5, "日本");
        List<?> view = (List<?>) requireNonNull(PackedJson.value(JsonValue.encode(items), 0));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int index = random.nextInt(items.size());
            assertEquals(items.get(index), view.get(index));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> view.get(items.size()));
        assertThrows(IndexOutOfBoundsException.class, () -> view.get(-1));
    }

    @Test
    void aMemberIsFoundByItsNameAlone() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("city", "Köln");
        members.put("", 1L);
        members.put("日本", List.of());
        members.put("Zoë", Map.of("city", "Bonn"));
        Map<?, ?> view = (Map<?, ?>) requireNonNull(PackedJson.value(JsonValue.encode(members), 0));
        members.forEach((name, value) -> assertEquals(value, view.get(name), name));
        for (String other : List.of("cit", "city ", "City", "zoë", "日", "日日", "Zoe")) {
            assertNull(view.get(other), other);
            assertTrue(!view.containsKey(other), other);
        }
        assertNull(view.get(7));
    }

    @Test
    void whatIsNotAskedForIsNotDecoded() {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("history", Collections.nCopies(1_000, "a text that no test asks for here"));
        address.put("country", "DE");
        Profile profile = Profile.of(Map.of("address", address, "seen", List.of("x".repeat(100_000), "yes")));
        assertEquals(2_000, reads(profile, 1_000));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(2_000, reads(profile, 1_000));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_000 * 200, () -> allocated + " bytes for 2,000 reads");
    }

    private static int reads(Profile profile, int times) {
        int found = 0;
        for (int i = 0; i < times; i++) {
            found += profile.value("address") instanceof Map<?, ?> map && "DE".equals(map.get("country")) ? 1 : 0;
            found += profile.value("seen") instanceof List<?> list && "yes".equals(list.get(1)) ? 1 : 0;
        }
        return found;
    }

    @Test
    void bytesThatAreCheckedCanBeReadToTheirEnd() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = JsonValue.encode(List.of(String.valueOf(anyValue(random, 1)), List.of(), Map.of("a", 1L)));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                JsonValue.check(bytes);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            accepted++;
            String shown = String.valueOf(PackedJson.value(bytes, 0));
            assertTrue(shown.length() < 10_000, () -> "seed " + seed);
        }
        assertTrue(accepted > 0);
    }

    @Test
    void bytesThatWouldExhaustTheStackAreRefused() {
        byte[] deep = new byte[2_000_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = PackedJson.LIST;
            deep[i + 1] = 1;
        }
        assertThrows(IllegalArgumentException.class, () -> JsonValue.check(deep));
    }
}
