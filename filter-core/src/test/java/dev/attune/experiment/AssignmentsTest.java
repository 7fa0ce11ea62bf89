package dev.attune.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {
    @Test
    void readsWhatItWrites() {
        Assignments assignments = new Assignments(Map.of("hero-2026", 1, "a:b|c.d_e", 0, "x", 99));
        assertEquals("a:b|c.d_e!0~hero-2026!1~x!99", assignments.toText());
        assertEquals(assignments, Assignments.parse(assignments.toText()));
        assertEquals(Assignments.NONE, Assignments.parse(Assignments.NONE.toText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "a", "a!", "!1", "a!-1", "a!100", "a!1x", "a b!1", "a!٣", "a!1!b", "é!1"})
    void takesNothingFromWhatIsNoAssignment(String hostile) {
        assertEquals(Assignments.NONE, Assignments.parse(hostile));
        assertEquals(new Assignments(Map.of("ok", 1)), Assignments.parse(hostile + "~ok!1"));
    }

    @Test
    void theFirstOfTwoCounts() {
        assertEquals(1, Assignments.parse("a!1~a!2").of("a"));
    }

    @Test
    void takesNoMoreThanItsBound() {
        String many = IntStream.range(0, 200).mapToObj(i -> "k" + i + "!1").collect(Collectors.joining("~"));
        assertEquals(Assignments.MAX, Assignments.parse(many).variations().size());
        assertEquals(Assignments.NONE, Assignments.parse("a!1~".repeat(100_000)));
    }

    @Test
    void asManyAsThereMayBeFitACookie() {
        Assignments all = Assignments.NONE;
        for (int i = 0; i < Assignments.MAX; i++) {
            all = all.with("k".repeat(62) + (10 + i), 99);
        }
        assertTrue(all.toText().length() < 4000);
        assertEquals(all, Assignments.parse(all.toText()));
    }

    @Test
    void survivesWhateverABrowserSends() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(60), 0, 0x100)
                    .mapToObj(c -> String.valueOf(random.nextInt(3) == 0 ? "a1!~".charAt(c % 4) : (char) c))
                    .collect(Collectors.joining());
            Assignments read = Assignments.parse(text);
            assertEquals(read, Assignments.parse(read.toText()), text);
        }
    }
}
