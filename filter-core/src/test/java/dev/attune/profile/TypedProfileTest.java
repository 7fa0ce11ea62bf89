package dev.attune.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.annotation.JsonbProperty;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles as records of an app. */
class TypedProfileTest {
    private final List<String> misfits = new ArrayList<>();

    enum Plan {
        FREE,
        PRO,
        TEAM_PLUS,
        @Trait("e")
        ENTERPRISE
    }

    record Address(@Nullable String city, String country) {}

    record Shop(
            @JsonbProperty("first_name") @Nullable String name,
            @Nullable Plan plan,
            int orderCount,
            Optional<String> email,
            List<String> tags,
            @Nullable Address address,
            boolean vip,
            @Nullable LocalDate memberSince,
            double score,
            @Trait("Invited User?") @Nullable Boolean invited) {}

    @Test
    void aRecordGetsItsComponentsByAnnotationByNameOrBySnakeCase() {
        Profile profile = Profile.of(Map.of(
                "first_name",
                "Ann",
                "plan",
                "pro",
                "order_count",
                3,
                "email",
                "a@b",
                "tags",
                List.of("x", "y"),
                "address",
                Map.of("city", "Bonn", "country", "DE"),
                "vip",
                "true",
                "member_since",
                "2020-01-02T00:00:00Z",
                "score",
                "1.5",
                "Invited User?",
                false));
        assertEquals(
                new Shop(
                        "Ann",
                        Plan.PRO,
                        3,
                        Optional.of("a@b"),
                        List.of("x", "y"),
                        new Address("Bonn", "DE"),
                        true,
                        LocalDate.of(2020, 1, 2),
                        1.5,
                        false),
                read(profile, Shop.class));
        assertEquals(List.of(), misfits);
    }

    record Names(
            @Trait("a") @JsonbProperty("b") @Nullable String both,
            @JsonbProperty("c") @Nullable String given,
            @Nullable String firstName) {}

    @Test
    void theFirstOfItsNamesCountsAndOfAnAnnotationOnlyTheNameThatItGives() {
        Map<String, String> all =
                Map.of("a", "1", "b", "2", "both", "3", "c", "4", "given", "5", "firstName", "6", "first_name", "7");
        assertEquals(new Names("1", "4", "6"), read(Profile.of(all), Names.class));
        Map<String, String> others = Map.of("b", "2", "both", "3", "given", "5", "first_name", "7");
        assertEquals(new Names(null, null, "7"), read(Profile.of(others), Names.class));
    }

    @Test
    void whatDoesNotFitIsEmptyAndNamedAndCostsNothingElse() {
        Shop shop = read(
                Profile.of(Map.of(
                        "first_name",
                        List.of("Ann"),
                        "plan",
                        "gold",
                        "order_count",
                        "three",
                        "tags",
                        "x",
                        "address",
                        "Bonn",
                        "vip",
                        "perhaps",
                        "member_since",
                        "soon",
                        "score",
                        7)),
                Shop.class);
        assertEquals(new Shop(null, null, 0, Optional.empty(), List.of(), null, false, null, 7, null), shop);
        assertEquals(
                List.of(
                        "first_name is [\"Ann\"], which is no String",
                        "plan is \"gold\", which is no Plan",
                        "order_count is \"three\", which is no int",
                        "tags is \"x\", which is no list",
                        "address is \"Bonn\", which is no Address",
                        "vip is \"perhaps\", which is no boolean",
                        "member_since is \"soon\", which is no LocalDate"),
                misfits);
    }

    @Test
    void ofAVisitorOfWhomNothingIsKnownAllIsEmpty() {
        assertEquals(
                new Shop(null, null, 0, Optional.empty(), List.of(), null, false, null, 0, null),
                read(Profile.unknown(), Shop.class));
        assertEquals(List.of(), misfits);
    }

    record Whole(byte b, short s, int i, long l, BigInteger big) {}

    @ParameterizedTest
    @CsvSource({
        "'3', 3",
        "'-0', 0",
        "'3.0', 3",
        "'3.7', 0",
        "'03', 0",
        "'3e1', 30",
        "' 3', 0",
        "'1e9999', 0",
        "'0x3', 0"
    })
    void aTextThatIsWrittenLikeANumberOfJsonIsANumber(String text, int value) {
        assertEquals(value, read(Profile.of(Map.of("i", text)), Whole.class).i());
    }

    @Test
    void aNumberThatWouldLoseDigitsDoesNotFit() {
        Map<String, Object> large =
                Map.of("b", 128, "s", 32768, "i", 1L << 31, "l", BigInteger.TWO.pow(63), "big", 1e20);
        assertEquals(
                new Whole((byte) 0, (short) 0, 0, 0, new BigInteger("100000000000000000000")),
                read(Profile.of(large), Whole.class));
        assertEquals(4, misfits.size(), misfits::toString);
        assertEquals(
                new Whole((byte) 127, (short) -32768, 3, 4, BigInteger.TEN),
                read(Profile.of(Map.of("b", 127, "s", -32768, "i", 3.0, "l", "4", "big", 10)), Whole.class));
    }

    record Times(Instant instant, LocalDate date, OffsetDateTime moment) {}

    @ParameterizedTest
    @CsvSource({
        "2020-01-02T03:04:05Z, 2020-01-02T03:04:05Z, 2020-01-02",
        "2020-01-02T03:04:05.678+05:00, 2020-01-01T22:04:05.678Z, 2020-01-02",
        "2020-01-02T03:04:05, 2020-01-02T03:04:05Z, 2020-01-02",
        "2020-01-02, 2020-01-02T00:00:00Z, 2020-01-02",
        "2020-02-30, , ",
        "2020, , "
    })
    void timesAreReadAsSegmentWritesThem(String text, @Nullable Instant instant, @Nullable LocalDate date) {
        Times times = read(Profile.of(Map.of("instant", text, "date", text)), Times.class);
        assertEquals(instant, times.instant());
        assertEquals(date, times.date());
    }

    @ParameterizedTest
    @CsvSource({"PRO, PRO", "pro, PRO", "Team-Plus, TEAM_PLUS", "team plus, TEAM_PLUS", "e, ENTERPRISE", "Gold,", "'',"
    })
    void aConstantIsFoundHoweverItIsWritten(String text, @Nullable Plan plan) {
        assertEquals(plan, read(Profile.of(Map.of("plan", text)), Shop.class).plan());
    }

    record Pair<A, B>(@Nullable A first, @Nullable B second) {}

    record Tree(String name, List<Tree> children) {}

    record Generic<T>(Pair<String, Integer> pair, List<? extends Pair<T, Plan>> pairs, Map<Plan, int[]> counts) {}

    @SuppressWarnings("ArrayRecordComponent") // Apps have them.
    record Odd(
            Object any,
            Number number,
            BigDecimal exact,
            char letter,
            URI page,
            OptionalInt some,
            Set<Long> set,
            String[] array,
            List<Integer>[] lists,
            Map<String, Object> members) {}

    @Test
    void genericRecordsArraysMapsAndRecordsOfTheirOwnTypeAreBoundToo() {
        Generic<?> generic = read(
                Profile.of(Map.of(
                        "pair",
                        Map.of("first", "a", "second", 2),
                        "pairs",
                        List.of(Map.of("first", true, "second", "pro"), 7, Map.of()),
                        "counts",
                        Map.of("pro", List.of(1, "2", "x")))),
                Generic.class);
        assertEquals(new Pair<>("a", 2), generic.pair());
        assertEquals(List.of(new Pair<>(true, Plan.PRO), new Pair<>(null, null)), generic.pairs());
        assertArrayEquals(new int[] {1, 2}, generic.counts().get(Plan.PRO));
        assertEquals(List.of("pairs[1] is 7, which is no Pair", "counts.pro[2] is \"x\", which is no int"), misfits);
        Profile tree = Profile.of(Map.of(
                "name", "a", "children", List.of(Map.of("name", "b", "children", List.of(Map.of("name", "c"))))));
        assertEquals(new Tree("a", List.of(new Tree("b", List.of(new Tree("c", List.of()))))), read(tree, Tree.class));
    }

    @Test
    void allTypesThatHoldAValueAreKnown() {
        Odd odd = read(
                Profile.of(Map.of(
                        "any",
                        List.of(1L),
                        "number",
                        "2.5",
                        "exact",
                        "0.1",
                        "letter",
                        "x",
                        "page",
                        "https://a.example/b",
                        "some",
                        3,
                        "set",
                        List.of(1, 2, 1),
                        "array",
                        Arrays.asList("a", null, 1),
                        "lists",
                        List.of(List.of(1), List.of()),
                        "members",
                        Map.of("a", true))),
                Odd.class);
        assertEquals(List.of(1L), odd.any());
        assertEquals(new BigDecimal("2.5"), odd.number());
        assertEquals(new BigDecimal("0.1"), odd.exact());
        assertEquals('x', odd.letter());
        assertEquals(URI.create("https://a.example/b"), odd.page());
        assertEquals(OptionalInt.of(3), odd.some());
        assertEquals(Set.of(1L, 2L), odd.set());
        assertArrayEquals(new String[] {"a", "1"}, odd.array());
        assertArrayEquals(new List<?>[] {List.of(1), List.of()}, odd.lists());
        assertEquals(Map.of("a", true), odd.members());
        assertEquals(List.of(), misfits);
        assertNull(read(Profile.unknown(), Odd.class).any());
    }

    private record Hidden(int n) {
        Hidden(String n) {
            this(Integer.parseInt(n));
        }
    }

    @Test
    void aPrivateRecordWithASecondConstructorIsARecordToo() {
        assertEquals(new Hidden("3"), read(Profile.of(Map.of("n", 3)), Hidden.class));
    }

    record Adult(int age) {
        Adult {
            if (age < 18) {
                throw new IllegalStateException("too young");
            }
        }
    }

    @Test
    void onlyARecordItselfMayRefuse() {
        Throwable refusal = assertThrows(IllegalArgumentException.class, () -> read(Profile.unknown(), Adult.class));
        assertInstanceOf(IllegalStateException.class, refusal.getCause());
    }

    @Test
    void aTypeOfJavaItselfIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Profile.unknown().as(String.class));
        assertThrows(IllegalArgumentException.class, () -> Profile.unknown().as(Map.class));
    }

    @Test
    void theJsonOfAProfileIsAsciiAndCannotEndAScript() {
        Map<String, Object> traits = new HashMap<>();
        traits.put("a", "</script>\u2028é");
        traits.put("n", List.of(1.5, BigInteger.TWO.pow(70), Map.of("x", true)));
        assertEquals(
                "{\"a\":\"\\u003c/script\\u003e\\u2028\\u00e9\",\"n\":[1.5,1180591620717411303424,{\"x\":true}]}",
                Profile.of(traits).toJson());
        assertEquals("{}", Profile.unknown().toJson());
        assertTrue(Profile.of(Map.of("a", 1)).onMisfit(misfits::add).equals(Profile.of(Map.of("a", 1))));
    }

    private <T> T read(Profile profile, Class<T> type) {
        return profile.onMisfit(misfits::add).as(type);
    }
}
