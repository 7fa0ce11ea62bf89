package dev.attune.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTextTest {
    @ParameterizedTest
    @CsvSource({
        "12345678.9,12345678.9",
        "450.00,450",
        "1.0E7,10000000",
        "0.00001,0.00001",
        "1e-6,0.000001",
        "1e-7,1e-7",
        "1.5e-7,1.5e-7",
        "1e20,100000000000000000000",
        "1e21,1e+21",
        "-1.25e22,-1.25e+22",
        "123456789012345680000,123456789012345680000",
        "-0.0,0",
        "0.1,0.1",
        "2e-3,0.002",
        "2e23,2e+23",
        "1e300,1e+300",
        "5e-324,5e-324",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "9007199254740993,9007199254740992"
    })
    void writesADoubleAsJavaScriptDoes(double number, String text) {
        assertEquals(text, ScalarText.of(number));
        assertEquals(text, Profile.of(Map.of("x", number)).text("x"));
    }

    @Test
    void writesADoubleSuchThatItReadsAsTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = String.valueOf(ScalarText.of(number));
                assertEquals(number, Double.parseDouble(text), "seed " + seed);
                assertTrue(text.length() <= 25 + 1, text + ", seed " + seed);
            }
        }
    }

    @Test
    void keepsWholeNumbersExactAtAnySize() {
        BigInteger big = new BigInteger("12345678901234567890");
        for (BigInteger number : List.of(big, big.negate(), big.pow(3), BigInteger.ONE.shiftLeft(63))) {
            Profile profile = Profile.of(Map.of("x", number));
            assertEquals(number, profile.value("x"));
            assertEquals(number.toString(), profile.text("x"));
        }
        assertEquals(
                Long.MAX_VALUE,
                Profile.of(Map.of("x", BigInteger.valueOf(Long.MAX_VALUE))).value("x"));
    }

    @Test
    void writesWhatCodePutsIntoAPage() {
        assertEquals("0.1", ScalarText.of(0.1f));
        assertEquals("450", ScalarText.of(new BigDecimal("450.00")));
        assertEquals("7", ScalarText.of(7));
        assertEquals("true", ScalarText.of(true));
        assertNull(ScalarText.of(List.of()));
        assertNull(ScalarText.of(null));
    }
}
