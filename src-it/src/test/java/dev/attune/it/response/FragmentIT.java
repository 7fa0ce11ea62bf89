package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Site;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A response declared as HTML is a document only where it begins as one, or where the browser navigates to it. */
class FragmentIT {
    private static final List<Map<String, String>> PARTS = List.of(
            Map.of("HX-Request", "true"),
            Map.of("Turbo-Frame", "f"),
            Map.of("X-PJAX", "true"),
            Map.of("X-Requested-With", "XMLHttpRequest"),
            Map.of("Faces-Request", "partial/ajax"),
            Map.of("X-Up-Target", "main"),
            Map.of("Sec-Fetch-Dest", "empty"),
            Map.of("Sec-Fetch-Dest", "empty", "HX-Request", "true", "HX-Boosted", "true"));
    private static final List<Map<String, String>> NAVIGATIONS = List.of(
            Map.of(),
            Map.of("Sec-Fetch-Dest", "document", "X-Requested-With", "com.example.app"),
            Map.of("Sec-Fetch-Dest", "iframe"),
            Map.of("HX-Request", "true", "HX-Boosted", "true"),
            Map.of("HX-Request", "true", "HX-History-Restore-Request", "true"));
    private static final String VARY =
            "Sec-Fetch-Dest, HX-Request, HX-Boosted, HX-History-Restore-Request, Turbo-Frame,"
                    + " X-PJAX, X-Requested-With, Faces-Request, X-Up-Target";

    private static final Site SITE = Site.of(WebApp.create()
            .classes(Fragments.class)
            .servlet(FragmentServlet.class, "/fragment/*", "/page", "/edited", "/amp")
            .filter(
                    "dev.attune.jakarta.PersonalizationFilter",
                    Map.of(
                            "clientTraits", "{\"vip\": {\"when\": {\"vip\": true}}}",
                            "pageColor", "{\"trait\": \"color\"}",
                            "content",
                                    "[{\"route\": \"/edited\", \"select\": \"#t\", \"text\": \"new\"},"
                                            + " {\"route\": \"/edited\", \"select\": \"#t\", \"before\": \"<i>b</i>\"},"
                                            + " {\"route\": \"/edited\", \"select\": \"head\", \"append\": \"<meta>\"},"
                                            + " {\"route\": \"/edited\", \"select\": \"body\", \"append\": \"<hr>\"}]"))
            .attune());

    @EachContainer
    void aFragmentThatAScriptAsksForKeepsItsBytesAndItsCacheHeaders(Container container) throws IOException {
        for (String name : Fragments.MARKUP.keySet()) {
            for (Map<String, String> headers : PARTS) {
                for (String way : new String[] {"stream", "bytes", "writer", "length"}) {
                    assertUntouched(ask(container, "/fragment/" + name + "/" + way, headers), name);
                }
            }
        }
    }

    @EachContainer
    void whatIsNoMarkupKeepsItsBytesAndHeadersForEveryRequest(Container container) throws IOException {
        for (String name : Fragments.TEXT.keySet()) {
            for (List<Map<String, String>> all : List.of(PARTS, NAVIGATIONS)) {
                for (Map<String, String> headers : all) {
                    Response answer = ask(container, "/fragment/" + name + "/stream", headers);
                    assertUntouched(answer, name);
                    assertEquals(List.of(), answer.headers("Vary"), name);
                }
            }
        }
    }

    @EachContainer
    void markupThatTheBrowserNavigatesToIsADocumentWithoutAHeadTag(Container container) throws IOException {
        for (Map<String, String> headers : NAVIGATIONS) {
            Response answer = ask(container, "/fragment/div/writer", headers);
            assertTrue(
                    answer.text().startsWith("<script type=\"application/json\" id=\"attune-traits\""), answer.text());
            assertFalse(answer.text().contains("<head"), answer.text());
            assertEquals("private, no-cache", answer.header("Cache-Control"));
            assertTrue(vary(answer).contains(VARY.replace(" ", "")), vary(answer));
            assertTrue(vary(answer).contains("Cookie"), vary(answer));
        }
    }

    @EachContainer
    void whatBeginsAsADocumentIsOneForEveryRequest(Container container) throws IOException {
        for (List<Map<String, String>> all : List.of(PARTS, NAVIGATIONS)) {
            for (Map<String, String> headers : all) {
                Response answer = ask(container, "/page", headers);
                assertTrue(answer.text().contains("<head><script type=\"application/json\" id=\"attune-traits\""));
                assertEquals("Cookie", vary(answer));
            }
        }
    }

    @EachContainer
    void anEditWithASelectorAppliesToAFragmentAndMakesNoHeadAndNoBody(Container container) throws IOException {
        for (Map<String, String> headers : PARTS) {
            Response answer = ask(container, "/edited", headers);
            assertEquals("<i>b</i><p id=t>new</p>", answer.text());
            assertEquals("private, no-cache", answer.header("Cache-Control"));
        }
    }

    @EachContainer
    void aFragmentsVaryNamesTheHeadersThatWereRead(Container container) throws IOException {
        Response answer = ask(container, "/fragment/div/writer", Map.of("HX-Request", "true"));
        assertEquals(VARY.replace(" ", ""), vary(answer));
    }

    @EachContainer
    void anAmpPageIsLeftAlone(Container container) throws IOException {
        Response answer = ask(container, "/amp", Map.of());
        assertEquals("<!doctype html><html \u26A1><head></head><body></body></html>", answer.text());
        assertEquals("public, max-age=60", answer.header("Cache-Control"));
    }

    private static void assertUntouched(Response answer, String name) {
        assertArrayEquals(Fragments.named(name), answer.body(), () -> name + ": " + answer);
        assertEquals("public, max-age=60", answer.header("Cache-Control"), name);
        assertEquals("\"app\"", answer.header("ETag"), name);
    }

    private static String vary(Response answer) {
        return String.join(",", answer.headers("Vary")).replace(" ", "");
    }

    private static Response ask(Container container, String path, Map<String, String> headers) throws IOException {
        Request request = Request.get(path);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return SITE.on(container).send(request);
    }
}
