package dev.attune.internal.consent;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.iab.gpp.encoder.GppModel;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GPP strings, held against the IAB's encoder and the examples of its text. */
class PlatformConsentTest {
    /** Of each section, which uses it knows an opt-out for, and how many fields there are about known children. */
    private static final Map<String, Shape> SHAPES = new TreeMap<>(Map.ofEntries(
            Map.entry("usnat", new Shape(List.of("Sale", "Sharing", "TargetedAdvertising"), 3)),
            Map.entry("usca", new Shape(List.of("Sale", "Sharing"), 2)),
            Map.entry("usva", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usco", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usut", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usct", new Shape(List.of("Sale", "TargetedAdvertising"), 3)),
            Map.entry("usfl", new Shape(List.of("Sale", "TargetedAdvertising"), 3)),
            Map.entry("usmt", new Shape(List.of("Sale", "TargetedAdvertising"), 3)),
            Map.entry("usor", new Shape(List.of("Sale", "TargetedAdvertising"), 3)),
            Map.entry("ustx", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usde", new Shape(List.of("Sale", "TargetedAdvertising"), 5)),
            Map.entry("usia", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usne", new Shape(List.of("Sale", "TargetedAdvertising"), 0)),
            Map.entry("usnh", new Shape(List.of("Sale", "TargetedAdvertising"), 3)),
            Map.entry("usnj", new Shape(List.of("Sale", "TargetedAdvertising"), 5)),
            Map.entry("ustn", new Shape(List.of("Sale", "TargetedAdvertising"), 0))));

    private static final String USNAT_CLEAR = "BVVqqqqqqqpA.QA";

    @Test
    void readsTheExamplesOfTheIab() {
        String european = "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA";
        assertEquals(Map.of(2, european), PlatformString.sections("DBABMA~" + european));
        assertEquals(Map.of(2, european), PlatformString.sections("DBABM~" + european));
        assertEquals(Map.of(2, european, 6, "1YNN"), PlatformString.sections("DBACNYA~" + european + "~1YNN"));
        assertEquals(Map.of(5, european, 6, "1YNN"), PlatformString.sections("DBABjw~" + european + "~1YNN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "DBABMA",
                "DBABMA~a~b",
                "DBAAMA~a",
                "CBABMA~a",
                "DCABMA~a",
                "DBABA~a",
                "DBAB~a",
                "DB*BMA~a",
                "DBD_MA~a",
                "DBAB________~a",
                "DBABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB~a"
            })
    void takesNothingElseForAString(String text) {
        assertNull(PlatformString.sections(text));
    }

    @Test
    void decidesAsTheFieldsOfRandomStringsSay() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            GppModel model = new GppModel();
            boolean clear = true;
            List<String> names = new ArrayList<>();
            for (String name : SHAPES.keySet()) {
                if (random.nextInt(4) == 0 || (names.isEmpty() && name.equals("usva"))) {
                    names.add(name);
                    clear &= fill(model, name, random);
                }
            }
            String text = model.encode();
            assertEquals(
                    model.getSectionIds().stream().sorted().toList(),
                    requireNonNull(PlatformString.sections(text)).keySet().stream()
                            .sorted()
                            .toList(),
                    "seed " + seed);
            assertEquals(clear, isGiven("gpp:us", text), "seed " + seed + " round " + round + " " + text);
            assertEquals(clear, isGiven("gpp:" + String.join("+", names), text), "seed " + seed);
        }
    }

    /** Mostly says yes, so that each field is seen to say no. */
    private static boolean fill(GppModel model, String name, Random random) {
        Shape shape = requireNonNull(SHAPES.get(name));
        boolean clear = true;
        for (String use : shape.uses) {
            int pair = random.nextInt(12);
            int notice = pair == 0 ? random.nextInt(3) : pair < 4 ? 0 : 1;
            int optOut = pair == 0 ? random.nextInt(3) : pair < 4 ? 0 : 2;
            model.setFieldValue(name, use + "OptOutNotice", notice);
            model.setFieldValue(name, use + "OptOut", optOut);
            clear &= (notice == 0 && optOut == 0) || (notice == 1 && optOut == 2);
        }
        List<Integer> children = IntStream.range(0, Math.max(1, shape.children))
                .mapToObj(i -> random.nextInt(20) == 0 ? 1 : 2 * random.nextInt(2))
                .collect(Collectors.toCollection(ArrayList::new));
        model.setFieldValue(name, "KnownChildSensitiveDataConsents", shape.children == 0 ? children.get(0) : children);
        clear &= !children.contains(1);
        if (!name.equals("usva") && !name.equals("usut") && !name.equals("usfl")) {
            boolean objects = random.nextInt(10) == 0;
            model.setFieldValue(name, "GpcSegmentIncluded", objects || random.nextBoolean());
            model.setFieldValue(name, "Gpc", objects);
            clear &= !objects;
        }
        return clear;
    }

    @Test
    void readsANationalSectionOfTheFirstYearsToo() {
        // 12 kinds of sensitive data and two fields about children, of which the second is at the end of the first 58
        // bits.
        assertTrue(isGiven("gpp:usnat", "DBABLA~" + national(2, 0)));
        assertTrue(isGiven("gpp:usnat", "DBABLA~" + national(2, 2)));
        assertFalse(isGiven("gpp:usnat", "DBABLA~" + national(2, 1)));
        assertFalse(isGiven("gpp:usnat", "DBABLA~" + national(1, 0)));
    }

    private static String national(int saleOptOut, int child) {
        TransparencyStrings bits = TransparencyStrings.empty().number(1, 6);
        for (int notice : new int[] {1, 1, 1, 1, 0, 0}) {
            bits.number(notice, 2);
        }
        return bits.number(saleOptOut, 2)
                .number(2, 2)
                .number(2, 2)
                .number(0, 24)
                .number(0, 2)
                .number(child, 2)
                .number(0, 8)
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "gpp:us,DBABLA~" + USNAT_CLEAR + ",true",
        "gpp:usnat,'\"DBABLA~" + USNAT_CLEAR + "\"',true",
        "gpp:usnat,DBABLA%7E" + USNAT_CLEAR + ",true",
        "gpp:usca,DBABLA~" + USNAT_CLEAR + ",false",
        "gpp:us,DBABLA~,false",
        "gpp:us,DBABLA~B,false",
        "gpp:us,DBABLA~BVV,false",
        "gpp:us,DBABLA~CVVqqqqqqqpA,false",
        "gpp:us,DBABLA~BVVqqqqqqqpA.,false",
        "gpp:us,DBABLA~BVVqqqqqqqpA.YA,false",
        "gpp:us,DBABLA~BVVqqqqqqqpA.*,false",
        "gpp:us,1YNN,false"
    })
    void countsOnlyWhatIsWholeAndAskedFor(String setting, String text, boolean given) {
        assertEquals(given, isGiven(setting, text));
    }

    @Test
    void goesByTheEuropeanSectionAsByATcString() {
        String yes = TransparencyStrings.allowing(1, 3).vendorField(755, 755).text();
        String no = TransparencyStrings.allowing(1).vendorField(755, 755).text();
        assertTrue(isGiven("gpp:tcfeuv2:1+3:755", "DBABMA~" + yes));
        assertFalse(isGiven("gpp:tcfeuv2:1+3:755", "DBABMA~" + no));
        assertFalse(isGiven("gpp:tcfeuv2:1+3:756", "DBABMA~" + yes));
        assertFalse(isGiven("gpp:us", "DBABMA~" + yes));
        assertTrue(isGiven("gpp:tcfeuv2+us:1+3", "DBABMA~" + yes));
        assertTrue(isGiven("gpp:tcfeuv2+us:1+3", "DBABLA~" + USNAT_CLEAR));
        String both = header(2, 7) + "~" + yes + "~" + USNAT_CLEAR;
        assertTrue(isGiven("gpp:tcfeuv2+us:1+3", both));
        assertFalse(isGiven("gpp:tcfeuv2+us:1+2", both));
    }

    @Test
    void doesNotPassByAStateThatIsToCome() {
        String text = header(7, 24) + "~" + USNAT_CLEAR + "~BVVA";
        assertFalse(isGiven("gpp:us", text));
        assertFalse(isGiven("gpp:usnat", text));
    }

    /** Two single sections. */
    private static String header(int first, int second) {
        TransparencyStrings bits =
                TransparencyStrings.empty().number(3, 6).number(1, 6).number(2, 12);
        bits.number(0, 1);
        fibonacci(bits, first);
        bits.number(0, 1);
        fibonacci(bits, second - first);
        return bits.text();
    }

    private static void fibonacci(TransparencyStrings bits, int number) {
        List<Integer> weights = new ArrayList<>(List.of(1, 2));
        while (weights.get(weights.size() - 1) <= number) {
            weights.add(weights.get(weights.size() - 1) + weights.get(weights.size() - 2));
        }
        StringBuilder word = new StringBuilder();
        int left = number;
        for (int i = weights.size() - 1; i >= 0; i--) {
            boolean fits = weights.get(i) <= left;
            left -= fits ? weights.get(i) : 0;
            if (fits || !word.isEmpty()) {
                word.insert(0, fits ? '1' : '0');
            }
        }
        word.append('1').chars().forEach(bit -> bits.number(bit - '0', 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpp",
                "gpp:",
                "gpp:uk",
                "gpp:us:1",
                "gpp:tcfeuv2",
                "gpp:tcfeuv2:25",
                "gpp:us+",
                "gpp@:us",
                "gpc@x"
            })
    void refusesATermThatNamesNoSectionOrLacksItsPurposes(String setting) {
        assertThrows(
                SettingException.class,
                () -> Configuration.of(Map.of("consent", setting)).get(Settings.CONSENT));
    }

    @Test
    void looksIntoTheCookiesThatPlatformsUse() {
        String text = "DBABLA~" + USNAT_CLEAR;
        for (String cookie : List.of("__gpp", "gpp", "OTGPPConsent")) {
            assertTrue(isGiven("gpp:us", cookie, text));
        }
        assertFalse(isGiven("gpp:us", "mine", text));
        assertTrue(isGiven("gpp@mine:us", "mine", text));
    }

    private static boolean isGiven(String setting, String text) {
        return isGiven(setting, "__gpp", text);
    }

    private static boolean isGiven(String setting, String cookie, String text) {
        Signals request = new Signals() {
            @Override
            public List<String> headers(String name) {
                return List.of();
            }

            @Override
            public List<String> cookies(String name) {
                return name.equals(cookie) ? List.of(text) : List.of();
            }
        };
        return new Consent(Configuration.of(Map.of("consent", setting)).get(Settings.CONSENT)).isGivenIn(request);
    }

    /** @param children 0 where there is one field that is no list */
    private record Shape(List<String> uses, int children) {}
}
