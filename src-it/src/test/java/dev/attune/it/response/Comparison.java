package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.http.Header;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Compares the app's answer behind the filter with that of the app without it. */
final class Comparison {
    /** Decided by the filter where a page depends on the visitor, or different from one answer to the next anyway. */
    private static final Set<String> PERSONAL =
            Set.of("date", "cache-control", "vary", "etag", "last-modified", "accept-ranges", "expires");
    /** A page that grew may come in another framing. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private static final Set<String> FRAMING_AND_TYPE =
            Set.of("content-length", "transfer-encoding", "connection", "content-type");

    /** Bodies that followed on a page which was taken back; "private" is still said of them. */
    private static final Set<String> BECAME_SOMETHING_ELSE =
            Set.of("{\"taken back", "taken back: ", "<html><head></head>plain");

    /** Differences between a container without the filter and behind it that are right. */
    private static final Map<Container, Set<String>> UNFAIR = Map.of(
            // Forgets the charset that its writer goes on using; behind the filter it is named. And as below.
            Container.JETTY_12_1_EE11,
            Set.of(
                    "/b/charset-after-writer",
                    "/b/charset-type-after-writer",
                    "/b/writer-forward-static",
                    "/b/writer-before-file"),
            // Keep the charset of a writer that the forward took back, whatever the file's is. Send a file at once that
            // is
            // included behind a writer; behind the filter it can still be taken back.
            Container.JETTY_12_0_EE10,
            Set.of("/b/writer-forward-static", "/b/writer-before-file"),
            Container.JETTY_12_1_EE10,
            Set.of("/b/writer-forward-static", "/b/writer-before-file"),
            // Takes no headers in an include, and gives what the request's dispatcher includes a length where it fits.
            Container.UNDERTOW,
            Set.of(
                    "/b/writer-before-file",
                    "/b/included-static",
                    "/b/included-by-context-static",
                    "/b/included-by-context-large",
                    "/b/included-by-context-large-by-writer",
                    "/b/includes-a-part-with-length-by-context"),
            // Their Tomcats, 10.1.48 and 10.0.27, do not show the length that was set, as later ones and the filter do.
            Container.SPRING_BOOT_3,
            Set.of("/b/length-shown"),
            Container.TOMEE,
            Set.of("/b/length-shown"),
            // Counts characters for the length of a page whose writer is closed, so that bytes are lost; ends a page
            // that fails half-way with a stack trace, in which the filter cannot but show; names a charset for JSON.
            // It, and WildFly, drop the connection over such headers, filter or not.
            Container.LIBERTY,
            Set.of("/b/closes", "/b/throws-half-way", "/b/type-taken-back", "/b/control-characters"),
            Container.WILDFLY,
            Set.of("/b/control-characters"));

    /** Elsewhere these forwards fail, because a response has but one way to write, and leave an empty answer. */
    private static final Set<String> FORWARDS_AFRESH = Set.of(
            "/b/writer-forward-static",
            "/b/writer-forward-stream",
            "/b/writer-forward-late-json",
            "/b/stream-forward-writer",
            "/b/written-forward-stream",
            "/b/written-forward-late-json",
            "/b/in-a-tag-forward-writer");

    private Comparison() {}

    /** Tells whether the container without the filter sets a path's standard. */
    static boolean isFair(Container container, String path) {
        return !UNFAIR.getOrDefault(container, Set.of()).contains(path)
                && (container.isJetty() || !FORWARDS_AFRESH.contains(path));
    }

    /** Asserts that a visitor for whom nothing is to be done gets what the app sends without the filter. */
    static void assertUntouched(Container container, String path) throws IOException {
        Answer bare = ask(TestApp.BARE.on(container), path, "none");
        Answer untouched = ask(TestApp.FILTERED.on(container), path, "none");
        assertSame(bare, untouched, mayDiffer(container, path, bare), bare.body());
    }

    /** Asserts that a visitor gets what the app sends without the filter, with the visitor's name in each page. */
    static void assertRewritten(Container container, String path) throws IOException {
        Answer bare = ask(TestApp.BARE.on(container), path, "anna");
        Answer rewritten = ask(TestApp.FILTERED.on(container), path, "anna");
        boolean changes = TestApp.isRewritten(path, bare.response);
        assertSame(
                bare,
                rewritten,
                changes ? FRAMING : mayDiffer(container, path, bare),
                changes ? Pages.greeted(bare.body(), "anna") : bare.body());
    }

    private static Set<String> mayDiffer(Container container, String path, Answer bare) {
        if (bare.isContainersErrorPage()) {
            return container.hasErrorPagesInTheWritersCharset() ? FRAMING_AND_TYPE : FRAMING;
        }
        return container.mayFrameAnew(path) ? FRAMING : Set.of();
    }

    static void assertBoth(Container container, String... paths) throws IOException {
        for (String path : paths) {
            if (isFair(container, path)) {
                assertUntouched(container, path);
                assertRewritten(container, path);
            }
        }
    }

    private static void assertSame(Answer bare, Answer filtered, Set<String> ignored, String body) throws IOException {
        assertEquals(bare.head(ignored), filtered.head(ignored));
        if (!bare.isContainersErrorPage()) {
            assertEquals(body, filtered.body());
        }
        for (int tries = 0; tries < 200 && !bare.observed().equals(filtered.observed()); tries++) {
            // The servlet may still be at work when its response is complete.
            LockSupport.parkNanos(50_000_000);
        }
        assertEquals(bare.observed(), filtered.observed());
    }

    private static Answer ask(Deployment app, String path, String visitor) throws IOException {
        String id = UUID.randomUUID().toString();
        Request request = path.contains("read-listener")
                ? Request.of("POST", path).body("text/plain", "echo ".repeat(500))
                : Request.get(path + (path.contains("?") ? "" : "?a=1"));
        Response response = app.send(request.header("X-Visitor", visitor).header("X-Id", id));
        return new Answer(app, response, id);
    }

    private record Answer(Deployment app, Response response, String id) {
        String observed() throws IOException {
            return app.send(Request.get("/observed").header("X-Id", id)).text();
        }

        /** Holds stack traces, in which the filter cannot but show. */
        boolean isContainersErrorPage() {
            return response.status() >= 400 && !response.text().contains("<!DOCTYPE html><html><head><title>Zo");
        }

        String head(Set<String> ignored) {
            Set<String> lines = new TreeSet<>();
            boolean isPage = isPage();
            for (Header header : response.headers()) {
                String name = header.name().toLowerCase(Locale.ROOT);
                if (!ignored.contains(name) && !(isPage ? PERSONAL.contains(name) : name.equals("date"))) {
                    lines.add(name + ": " + alike(header.value()).replace(app.contextPath(), "/app"));
                }
            }
            List<String> cookies = response.headers("Set-Cookie");
            return response.status() + " complete=" + response.complete() + "\n" + String.join("\n", lines) + "\n"
                    + cookies;
        }

        /** Containers write the same charset in several ways. */
        private static String alike(String value) {
            int charset = value.indexOf("charset=");
            return charset < 0
                    ? value
                    : value.substring(0, charset).replace("; ", ";")
                            + value.substring(charset).toUpperCase(Locale.ROOT);
        }

        /** A response that is no page, nor was one at its first byte, keeps all its headers. */
        private boolean isPage() {
            String type = response.header("Content-Type");
            return type == null
                    || type.startsWith("text/html")
                    || BECAME_SOMETHING_ELSE.stream()
                            .anyMatch(name -> response.text().contains(name));
        }

        String body() {
            String type = String.valueOf(response.header("Content-Type"));
            Charset charset = type.contains("charset=") && !type.contains("no-such")
                    ? Charset.forName(type.substring(type.indexOf("charset=") + 8))
                    : StandardCharsets.ISO_8859_1;
            String text = response.text(charset).replace(app.contextPath(), "/app");
            return text;
        }
    }
}
