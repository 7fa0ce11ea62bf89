package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.jakarta.internal.response.Opening.Start;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final Map<String, Start> OPENINGS = new TreeMap<>();

    static {
        OPENINGS.put("<!DOCTYPE html><html><p>", Start.DOCUMENT);
        OPENINGS.put("<!doctype html>", Start.DOCUMENT);
        OPENINGS.put("<!DOCTYPE>", Start.DOCUMENT);
        OPENINGS.put("<!DOCTYPE html><!-- amp --><p>", Start.DOCUMENT);
        OPENINGS.put(" \r\n\t\f<HTML lang=de>", Start.DOCUMENT);
        OPENINGS.put("\uFEFF<html>", Start.DOCUMENT);
        OPENINGS.put("\uFEFF\uFEFF<html>", Start.DOCUMENT);
        OPENINGS.put("\uFEFF \uFEFF<!-- c -->\uFEFF<!DOCTYPE html><html>", Start.DOCUMENT);
        OPENINGS.put("\uFEFF\uFEFF<p>x", Start.TAG);
        OPENINGS.put("\uFEFF\uFEFF", Start.NOTHING);
        OPENINGS.put("\uFEFF\uFEFFOK", Start.TEXT);
        OPENINGS.put("\u00BBquoted\u00AB<p>", Start.TEXT);
        OPENINGS.put("\u00BB<p>", Start.TEXT);
        OPENINGS.put("\u00EF\u00FF<p>", Start.TEXT);
        OPENINGS.put("\uFF5E<p>", Start.TEXT);
        OPENINGS.put("<head>", Start.DOCUMENT);
        OPENINGS.put("<body class=a>", Start.DOCUMENT);
        OPENINGS.put("<title>t</title>", Start.DOCUMENT);
        OPENINGS.put("<!-- a > b -- c --> <!----><!--> <!---> <title/>", Start.DOCUMENT);
        OPENINGS.put("<!-- c --!><html>", Start.DOCUMENT);
        OPENINGS.put("<?xml version=\"1.0\"?>\n<!DOCTYPE html>", Start.DOCUMENT);
        OPENINGS.put("<!ELEMENT a><html>", Start.DOCUMENT);
        OPENINGS.put("<!doctype html><html \u26A1>", Start.AMP);
        OPENINGS.put("<!doctype html><html amp lang=en>", Start.AMP);
        OPENINGS.put("<html lang=\"en\" \u26A1\uFE0F4email>", Start.AMP);
        OPENINGS.put("<html amp4ads=\"\">", Start.AMP);
        OPENINGS.put("<html class=amplified data-amp=1>", Start.DOCUMENT);
        OPENINGS.put("<!doctype html><p amp>", Start.DOCUMENT);
        OPENINGS.put("<div class=modal>", Start.TAG);
        OPENINGS.put("<tr><td>x</td></tr>", Start.TAG);
        OPENINGS.put("<header>", Start.TAG);
        OPENINGS.put("<turbo-stream action=append>", Start.TAG);
        OPENINGS.put("</p>", Start.TAG);
        OPENINGS.put("<p", Start.TAG);
        OPENINGS.put("<script>var a = '<html>'</script>", Start.TAG);
        OPENINGS.put("OK", Start.TEXT);
        OPENINGS.put("{\"ok\":true}", Start.TEXT);
        OPENINGS.put("[\"<p>\"]", Start.TEXT);
        OPENINGS.put("document.write('<p>x</p>')", Start.TEXT);
        OPENINGS.put("1 < 2", Start.TEXT);
        OPENINGS.put("< html>", Start.TEXT);
        OPENINGS.put("\u001F\u008B\b\0\0", Start.TEXT);
        OPENINGS.put("Warning: odd<!DOCTYPE html><html>", Start.TEXT_AND_DOCUMENT);
        OPENINGS.put("", Start.NOTHING);
        OPENINGS.put("\n\n", Start.NOTHING);
        OPENINGS.put("<!-- nothing -->", Start.NOTHING);
        OPENINGS.put("<!-- open", Start.NOTHING);
        OPENINGS.put("<!", Start.NOTHING);
        OPENINGS.put(" ".repeat(5000) + "<html>", Start.NOTHING);
        OPENINGS.put("words ".repeat(500) + "<html>", Start.TEXT);
    }

    @Test
    void theFirstTokenTellsWhatAnAnswerIs() {
        OPENINGS.forEach((text, start) -> {
            Opening whole = new Opening();
            whole.read(text, 0, text.length());
            assertEquals(start, whole.start(), text);
        });
    }

    @Test
    void itTellsTheSameOfBytesOneByOneInAnyCharset() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            OPENINGS.forEach((text, start) -> {
                if (charset.equals(StandardCharsets.UTF_8) || text.chars().allMatch(c -> c > 0 && c < 128)) {
                    Opening pieces = new Opening();
                    for (byte b : text.getBytes(charset)) {
                        pieces.read(new byte[] {b}, 0, 1);
                    }

                    assertEquals(start, pieces.start(), charset + " " + text);
                }
            });
        }
    }
}
