package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetLabelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "", "\"\"", "utf8mb4", "'utf-8'", "UTF_8", "8859_1", "cp437", "x", "%s", "utf-8,utf-8"})
    void aPageInACharsetThatBrowsersDoNotKnowCountsAsUndeclaredAndIsRewritten(String label) throws Exception {
        String type = "text/html; charset=" + label;
        assertFalse(ContentType.isKnownToBrowsers(ContentType.label(type)));
        FakeContainer container = new FakeContainer();
        container.serve((request, response) -> {
            response.setContentType(type);
            response.getOutputStream().write("<head>x".getBytes(StandardCharsets.US_ASCII));
        });
        assertEquals("<head>" + FakeContainer.GREETING + "x", container.sent());
        assertEquals(1, container.outcomes.of(Outcome.REWRITTEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-CN", "x-JISAutoDetect"})
    void aPageInACharsetThatJavaCannotWriteKeepsItsBytes(String charset) throws Exception {
        FakeContainer container = new FakeContainer();
        container.serve((request, response) -> {
            response.setContentType("text/html;charset=" + charset);
            response.getOutputStream().write("<head>x".getBytes(StandardCharsets.US_ASCII));
        });
        assertEquals("<head>x", container.sent());
    }

    @Test
    void aLabelThatBrowsersKnowDeclaresItsCharset() {
        for (String label : new String[] {"utf8", "UTF-8", "\"latin1\"", " sjis ", "x-mac-roman", "iso-8859-10"}) {
            assertTrue(ContentType.isKnownToBrowsers(ContentType.label("text/html;charset=" + label)), label);
        }
        assertFalse(ContentType.isKnownToBrowsers(ContentType.label("text/html")));
    }
}
