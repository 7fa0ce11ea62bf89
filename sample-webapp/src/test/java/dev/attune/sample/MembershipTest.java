package dev.attune.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
    private static final Jsonb JSONB = JsonbBuilder.create();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {"840|3", "0|0", "-7|0", "1e9|5", "12.5|0", "\"many\"|0", "true|0", "[1]|0", "{}|0", "null|0"})
    void anyPointsMakeStars(String points, int stars) {
        Membership membership = JSONB.fromJson("{\"tea_points\": " + points + "}", Membership.class);
        assertEquals(stars, membership.getStars().count());
    }
}
