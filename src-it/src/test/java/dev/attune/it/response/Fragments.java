package dev.attune.it.response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Answers that are declared as HTML and are no documents, by name. */
final class Fragments {
    static final Map<String, byte[]> MARKUP = new LinkedHashMap<>();
    static final Map<String, byte[]> TEXT = new LinkedHashMap<>();

    static {
        markup("div", "<div class=modal><h1>x</h1></div>");
        markup("row", "<tr id=r><td>x</td></tr>");
        markup("cell", "<td>1</td><td>2</td>");
        markup("item", "<li>one</li><li>two</li>");
        markup("option", "<option value=1>one</option>");
        markup("table", "<table><tbody><tr><td>x</td></tr></tbody></table>");
        markup("tbody", "<tbody><tr><td>x</td></tr></tbody>");
        markup("stream", "<turbo-stream action=\"append\" target=\"m\"><template><p>x</p></template></turbo-stream>");
        markup("frame", "<turbo-frame id=\"f\"><p>x</p></turbo-frame>");
        markup("script", "<script>call('<html>')</script>");
        markup("style", "<style>p { color: red }</style><p>x</p>");
        markup("template", "<template><tr><td>x</td></tr></template>");
        markup("svg", "<svg><title>t</title><path d=\"M0 0\"/></svg>");
        markup("comment", "<!-- a fragment --><p>x</p>");
        markup("spaces", "\r\n\r\n   <p>x</p>\r\n");
        markup("end", "</div><p>x</p>");
        markup("form", "<form action=a><input name=b></form>");
        markup("select", "<select><option>a</select>");
        markup("swapped", "<p>x</p><div id=o hx-swap-oob=\"true\">y</div>");
        markup(
                "partial",
                "<partial-response><changes><update id=\"a\"><![CDATA[<p>x</p>]]></update></changes></partial-response>");
        text("word", "OK");
        text("json", "{\"ok\":true,\"html\":\"<p>x</p>\"}");
        text("list", "[1, \"<b>2</b>\"]");
        text("number", "42");
        text("code", "document.write('<p id=t>old</p>');");
        text("function", "(function () { return \"<div>\" }())");
        text("lines", "\n\n");
        text("sum", "1 < 2 && 3 > 2");
        text("sentence", "Zo\u00EB said hello to <b>all</b>.");
        TEXT.put("gzip", gzipped("<html><head></head><body>x</body></html>"));
    }

    private Fragments() {}

    static byte[] named(String name) {
        byte[] found = MARKUP.get(name);
        return found == null ? Objects.requireNonNull(TEXT.get(name), name) : found;
    }

    private static void markup(String name, String text) {
        MARKUP.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void text(String name, String text) {
        TEXT.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
