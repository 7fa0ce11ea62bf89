package dev.attune.internal.consent;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.iabtcf.decoder.TCString;
import com.iabtcf.v2.PublisherRestriction;
import com.iabtcf.v2.RestrictionType;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransparencyStringTest {
    /** Vendors as bits or ranges, and restrictions of each kind, read by the IAB's decoder as well. */
    @Test
    void agreesWithTheDecoderOfTheIab() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int vendor = 1 + random.nextInt(40);
            int purpose = 1 + random.nextInt(11);
            TransparencyStrings string = TransparencyStrings.allowing(some(random, 24));
            if (random.nextBoolean()) {
                string.vendorField(40, some(random, 40));
            } else {
                string.vendorRanges(40, new int[] {2, 2 + random.nextInt(9)}, new int[] {20, 20 + random.nextInt(20)});
            }
            String text = whole(string.restriction(purpose, random.nextInt(3), vendor)
                            .text()) + "." + whole(TransparencyStrings.disclosed(40, some(random, 40)));
            TCString judge = TCString.decode(text);
            TransparencyString seen = read(text);
            String told = "seed " + seed + " " + text;
            assertEquals(judge.getPurposesConsent().toSet(), all(24, seen::allowsPurpose), told);
            assertEquals(judge.getVendorConsent().toSet(), all(40, seen::allowsVendor), told);
            assertEquals(judge.getDisclosedVendors().toSet(), all(40, seen::isDisclosed), told);
            PublisherRestriction restriction = judge.getPublisherRestrictions().get(0);
            boolean forbids = restriction.getRestrictionType() != RestrictionType.REQUIRE_CONSENT
                    && restriction.getPurposeId() == purpose
                    && restriction.getVendorIds().contains(vendor);
            assertEquals(!forbids, seen.isLeftToConsent(purpose, vendor), told);
            assertTrue(seen.isLeftToConsent(purpose, vendor + 1), told);
            assertTrue(seen.isLeftToConsent(purpose + 1, vendor), told);
        }
    }

    /** The decoder reads whole bytes only. */
    private static String whole(String segment) {
        return segment + "A".repeat((4 - segment.length() % 4) % 4);
    }

    private static Set<Integer> all(int most, IntPredicate predicate) {
        return IntStream.rangeClosed(1, most).filter(predicate).boxed().collect(Collectors.toSet());
    }

    private static TransparencyString read(String text) {
        TransparencyString string = TransparencyString.read(text);
        assertNotNull(string, text);
        return string;
    }

    private static String purposes(TransparencyString string) {
        return listed(IntStream.rangeClosed(1, 24).filter(string::allowsPurpose));
    }

    private static String vendors(TransparencyString string) {
        return listed(IntStream.rangeClosed(1, 65_535).filter(string::allowsVendor));
    }

    private static String listed(IntStream numbers) {
        List<String> texts = numbers.mapToObj(Integer::toString).toList();
        return String.join(" ", texts);
    }

    /** Strings that the IAB Tech Lab's own decoder is tested with (InteractiveAdvertisingBureau/iabtcf-java), and their meaning. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "COtybn4PA_zT4KjACBENAPCIAEBAAECAAIAAAAAAAAAA,2 10,''",
                "COrEAV4OrXx94ACABBENAHCIAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA,3 4 5 6 7 8 9,23 37 47 48 53 65 98",
                "COrEAV4OrXx94ACABBENAHCIAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA.IBAgAAAgAIAwgAgAAAAEAAAACA.QAagAQAgAIAwgA,3 4 5 6 7 8 9,23 37 47 48 53 65 98",
                "COwBOpCOwBOpCLqAAAENAPCAAAAAAAAAAAAAFfwAYFfAV-BVkAGBVYFWAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAECAAAgAAQARAEQAAAAAJAAIAAgAAAYQEAAAQmAgBC3ZAYzUw,'',702 703",
                "COwBOpCOwBOpCLqAAAENAPCAAAAAAAAAAAAAFfwAQFfgUbABAUaAAA,'',703",
                "COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAAAAAAAAAA,1 2,''"
            })
    void readsPublishedStrings(String text, String purposes, String vendors) {
        assertEquals(purposes, purposes(read(text)));
        assertEquals(vendors, vendors(read(text)));
    }

    @Test
    void readsBackEachPurposeAndVendorOfRandomStrings() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int[] purposes = some(random, 24);
            int max = 1 + random.nextInt(800);
            int[] vendors = some(random, max);
            TransparencyString string = read(TransparencyStrings.allowing(purposes)
                    .vendorField(max, vendors)
                    .text());
            assertEquals(listed(IntStream.of(purposes)), purposes(string), "seed " + seed);
            assertEquals(listed(IntStream.of(vendors)), vendors(string), "seed " + seed);
        }
    }

    private static int[] some(Random random, int max) {
        return IntStream.rangeClosed(1, max).filter(i -> random.nextBoolean()).toArray();
    }

    @Test
    void readsRangesOfVendors() {
        TransparencyString string = read(TransparencyStrings.allowing(1)
                .vendorRanges(65_535, new int[] {3, 3}, new int[] {10, 12}, new int[] {65_534, 65_535})
                .text());
        assertEquals("3 10 11 12 65534 65535", vendors(string));
        assertEquals(
                "", vendors(read(TransparencyStrings.allowing(1).vendorRanges(9).text())));
    }

    @Test
    void aVendorBeyondTheLastOneHasNoConsent() {
        TransparencyString string = read(TransparencyStrings.allowing(1)
                .vendorRanges(11, new int[] {10, 12})
                .text());
        assertEquals("10 11", vendors(string));
    }

    @Test
    void aStringThatIsCutAllowsNothingOfWhatIsMissing() {
        String field = TransparencyStrings.allowing(1, 2).vendorField(120, 1, 2).text();
        String ranges = TransparencyStrings.allowing(1, 2)
                .vendorRanges(120, new int[] {1, 5}, new int[] {7, 7}, new int[] {9, 11})
                .text();
        for (String whole : List.of(field, ranges)) {
            assertTrue(read(whole).allowsVendor(1));
            for (int length = 0; length < whole.length(); length++) {
                TransparencyString cut = TransparencyString.read(whole.substring(0, length));
                assertTrue(length >= 39 ? cut != null && purposes(cut).equals("1 2") : cut == null, "cut at " + length);
                assertTrue(cut == null || vendors(cut).isEmpty(), "cut at " + length);
            }
        }
    }

    @Test
    void rangesThatGoBackwardsAllowNobody() {
        TransparencyString string = read(TransparencyStrings.allowing(1)
                .vendorRanges(100, new int[] {1, 50}, new int[] {60, 55})
                .text());
        assertEquals("", vendors(string));
    }

    @Test
    void onlyVersionTwoIsRead() {
        String string = TransparencyStrings.allowing(1).vendorField(8, 1).text();
        assertNotNull(TransparencyString.read(string));
        for (char version : "ABDE_-9".toCharArray()) {
            assertNull(TransparencyString.read(version + string.substring(1)), version + string.substring(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "C", "null", "CO%3D", "CO tybn", "COtybn4PA_zT4KjACBENAPCIAEBAAECAAIAAAAAAAAA=", "é"})
    void garbageIsNoString(String text) {
        assertNull(TransparencyString.read(text));
    }

    @Test
    void randomCharactersAllowNobodyBeyondTheLastVendor() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder("C");
            for (int length = 38 + random.nextInt(300); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(64)));
            }
            int last = requireNonNull(Sextets.of(text.toString())).number(213, 16);
            TransparencyString string = read(text.toString());
            for (int vendor = last + 1; vendor < last + 1000; vendor++) {
                assertFalse(string.allowsVendor(vendor), "seed " + seed + ": " + text);
            }
        }
    }
}
