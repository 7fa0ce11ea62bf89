package dev.attune.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CssColorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#f80 | #ff8800",
                "#F80F | #ff8800",
                "#0000 | #ffffff",
                "#ff8800 | #ff8800",
                "#00000080 | #7f7f7f",
                "Tomato | #ff6347",
                "' rebeccapurple ' | #663399",
                "rgb(255,0,128) | #ff0080",
                "rgb(255, 0, 128, 50%) | #ff80c0",
                "rgba(0 0 0 / .5) | #808080",
                "RGB(100% 0% 50%) | #ff0080",
                "rgb(255 0% 128) | #ff0080",
                "hsl(120, 100%, 25%) | #008000",
                "hsl(120 100 25) | #008000",
                "hsla(120deg 100% 25% / 1) | #008000",
                "hsl(.5turn 100% 50%) | #00ffff",
                "hsl(-240 100% 50%) | #00ff00",
                "hsl(200grad, 100%, 50%) | #00ffff",
                "hsl(3.141592653rad 100% 50%) | #00ffff",
            })
    void readsAColourAsItLooksOnWhite(String css, String looks) {
        assertEquals(looks, hex(css));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#",
                "#ff",
                "#fffff",
                "#fffffff",
                "#ggg",
                "#ｆｆｆ",
                "rouge",
                "transparent",
                "currentcolor",
                "inherit",
                "canvas",
                "red;}",
                "red}body{display:none",
                "red!important",
                "red/**/",
                "/**/red",
                "\\72 ed",
                "var(--x)",
                "url(https://example.com/)",
                "expression(alert(1))",
                "rgb(var(--x))",
                "rgb(256, 0, 0)",
                "rgb(-1, 0, 0)",
                "rgb(0, 0)",
                "rgb(0, 0, 0, 0, 0)",
                "rgb(0 0 0, 1)",
                "rgb(0, 0 0)",
                "rgb(0, 0%, 0)",
                "rgb(0, 0, 0, 1.1)",
                "rgb(0 0 0 / 101%)",
                "rgb(1deg 0 0)",
                "rgb(none 0 0)",
                "rgb(1e1 0 0)",
                "rgb(1. 0 0)",
                "rgb(٣ 0 0)",
                "hsl(0, 50, 50)",
                "hsl(50%, 50%, 50%)",
                "hsl(0 101% 50%)",
                "hsl(0 -1% 50%)",
                "rgb(0 0 0",
                "rgb (0 0 0)",
                "</style><script>alert(1)</script>",
                "\"onload=\"alert(1)",
            })
    void refusesAllElse(String css) {
        assertNull(CssColor.parse(css));
    }

    @Test
    void refusesAnEndlessTextAtOnce() {
        assertNull(CssColor.parse("rgb(" + " ".repeat(1_000_000)));
    }

    @Test
    void reckonsContrastAsWcagDoes() {
        CssColor black = new CssColor(0, 0, 0);
        CssColor white = new CssColor(255, 255, 255);
        assertEquals(21, black.contrastTo(white), 1e-9);
        assertEquals(1, white.contrastTo(white), 1e-9);
        // #767676 is the lightest grey that passes on white.
        assertEquals(4.54, white.contrastTo(new CssColor(0x76, 0x76, 0x76)), 0.005);
        assertEquals(4.48, white.contrastTo(new CssColor(0x77, 0x77, 0x77)), 0.005);
    }

    @Test
    void choosesAReadableTextColourForEveryBackground() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String css = "#%08x".formatted(random.nextInt());
            PageColor color = PageColor.of(css);
            assertNotNull(color, css);
            CssColor background = CssColor.parse(color.background());
            CssColor text = CssColor.parse(color.text());
            assertNotNull(background, css);
            assertNotNull(text, css);
            assertTrue(background.contrastTo(text) >= 4.5, css + ", seed " + seed);
        }
    }

    private static String hex(String css) {
        CssColor color = CssColor.parse(css);
        assertNotNull(color, css);
        return color.hex();
    }
}
