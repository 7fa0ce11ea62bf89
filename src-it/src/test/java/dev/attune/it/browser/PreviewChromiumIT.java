package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PreviewChromiumIT extends PreviewCases {
    private static final Color RIBBON_COLOR = new Color(0x16, 0x20, 0x2b);

    @Override
    Browser start() throws IOException {
        return Chromium.start();
    }

    @Test
    void theRibbonIsInSightAndMovesNothing() throws Exception {
        Chromium chromium = (Chromium) browser();
        open("/about");
        int low = Integer.parseInt(chromium.value("innerHeight")) - 30;
        String place = chromium.value("document.querySelector('h1').getBoundingClientRect().top");
        assertNotEquals(RIBBON_COLOR, chromium.pixel(18, low));
        open(american());
        open("/about");
        assertEquals(place, chromium.value("document.querySelector('h1').getBoundingClientRect().top"));
        assertTrue(Boolean.parseBoolean(chromium.value("(function (r) { return r.left >= 0 && r.bottom <= innerHeight"
                + " && r.right <= innerWidth && r.height > 20; })(" + RIBBON + ".getBoundingClientRect())")));
        assertEquals(RIBBON_COLOR, chromium.pixel(18, low));
        assertEquals("rgb(255, 255, 255)", chromium.value("getComputedStyle(" + RIBBON + ").color"));
    }
}
