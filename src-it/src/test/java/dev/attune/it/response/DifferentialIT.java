package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.ContainerLogs;
import dev.attune.it.container.Deployment;
import dev.attune.it.http.Header;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One app, each request with the filter and without: status, headers, bytes and what the servlet observed are the same, but
 * for what was asked of the filter.
 */
@ExtendWith(ContainerLogs.class)
class DifferentialIT {
    /** Decided by the filter where a page depends on the visitor, or different from one answer to the next anyway. */
    private static final Set<String> PERSONAL =
            Set.of("date", "cache-control", "vary", "etag", "last-modified", "accept-ranges", "expires");
    /** A page that grew may come in another framing. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    /** Jetty's ee11 forgets the charset that its writer goes on using; behind the filter it is named. */
    private static final String JETTY_EE11_FORGETS_CHARSET = "/b/charset-after-writer";

    /** Bodies that followed on a page which was taken back; "private" is still said of them. */
    private static final Set<String> BECAME_SOMETHING_ELSE = Set.of("{\"taken back", "<html><head></head>plain");

    static Stream<Arguments> all() {
        return TestApp.containers()
                .flatMap(container -> Stream.concat(
                                Behaviours.names().stream().map(name -> "/b/" + name),
                                container.hasJsp()
                                        ? Stream.of(
                                                "/static.html", "/data.json", "/page.jsp", "/forward.jsp", "/missing")
                                        : Stream.of("/static.html", "/data.json", "/missing"))
                        .filter(path ->
                                !path.equals(JETTY_EE11_FORGETS_CHARSET) || container != Container.JETTY_12_1_EE11)
                        .map(path -> Arguments.of(container, path)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void aPageThatNeedsNothingIsAsWithoutTheFilter(Container container, String path) throws IOException {
        Answer bare = ask(TestApp.BARE.on(container), path, "none");
        Answer untouched = ask(TestApp.FILTERED.on(container), path, "none");
        assertSame(bare, untouched, bare.isContainersErrorPage() ? FRAMING : Set.of(), bare.body());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void aRewrittenPageIsAsWithoutTheFilterButForTheSnippet(Container container, String path) throws IOException {
        Answer bare = ask(TestApp.BARE.on(container), path, "anna");
        Answer rewritten = ask(TestApp.FILTERED.on(container), path, "anna");
        boolean changes = TestApp.isRewritten(path, bare.response);
        assertSame(
                bare,
                rewritten,
                changes || bare.isContainersErrorPage() ? FRAMING : Set.of(),
                changes ? Pages.greeted(bare.body(), "anna") : bare.body());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void headGivesTheHeadersOfGetAndNoBody(Container container, String path) throws IOException {
        Response get = TestApp.FILTERED.on(container).send(Request.get(path).header("X-Visitor", "anna"));
        Response bareGet = TestApp.BARE.on(container).send(Request.get(path));
        Response bareHead = TestApp.BARE.on(container).send(Request.of("HEAD", path));
        Response head =
                TestApp.FILTERED.on(container).send(Request.of("HEAD", path).header("X-Visitor", "anna"));
        assertEquals(bareHead.status(), head.status());
        assertEquals(0, head.body().length);
        String length = head.header("Content-Length");
        boolean isStable = Objects.equals(bareGet.header("Content-Length"), bareHead.header("Content-Length"));
        if (length != null && isStable && TestApp.isRewritten(path, bareGet)) {
            assertEquals(get.body().length, Integer.parseInt(length), head.toString());
        }
        if (bareGet.status() != bareHead.status()) {
            return;
        }
        assertEquals(get.header("Cache-Control"), head.header("Cache-Control"));
        assertEquals(get.header("ETag"), head.header("ETag"));
    }

    private static void assertSame(Answer bare, Answer filtered, Set<String> ignored, String body) throws IOException {
        assertEquals(bare.head(ignored), filtered.head(ignored));
        if (!bare.isContainersErrorPage()) {
            assertEquals(body, filtered.body());
        }
        for (int tries = 0; tries < 40 && !bare.observed().equals(filtered.observed()); tries++) {
            // The servlet may still be at work when its response is complete.
            LockSupport.parkNanos(50_000_000);
        }
        assertEquals(bare.observed(), filtered.observed());
    }

    private static Answer ask(Deployment app, String path, String visitor) throws IOException {
        String id = UUID.randomUUID().toString();
        Request request = path.contains("read-listener")
                ? Request.of("POST", path).body("text/plain", "echo ".repeat(5000))
                : Request.get(path + "?a=1");
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

        /** What is not a page, nor was one at its first byte, keeps all its headers. */
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

    static {
        assertTrue(Behaviours.names().size() > 50);
    }
}
