package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.it.container.Container;
import dev.attune.it.container.ContainerLogs;
import dev.attune.it.container.ContainerReport;
import dev.attune.it.container.Point;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One app, each request with the filter and without: status, headers, bytes and what the servlet observed are the same, but
 * for the changes that the filter shall make.
 */
@ExtendWith({ContainerLogs.class, ContainerReport.class})
class DifferentialIT {
    static Stream<Arguments> all() {
        return TestApp.containers()
                .flatMap(container -> Stream.concat(
                                Behaviours.names().stream().map(name -> "/b/" + name),
                                container.hasJsp()
                                        ? Stream.of(
                                                "/static.html", "/data.json", "/page.jsp", "/forward.jsp", "/missing")
                                        : Stream.of("/static.html", "/data.json", "/missing"))
                        .filter(path -> Comparison.isFair(container, path))
                        // -Dattune.paths=forward narrows it while developing.
                        .filter(path -> path.contains(System.getProperty("attune.paths", "")))
                        .map(path -> Arguments.of(container, path)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void aPageThatNeedsNothingIsAsWithoutTheFilter(Container container, String path) throws IOException {
        Comparison.assertUntouched(container, path);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void aRewrittenPageIsAsWithoutTheFilterButForTheSnippet(Container container, String path) throws IOException {
        Comparison.assertRewritten(container, path);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    @Point(4)
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
        boolean showsMethod = get.text().contains("GET");
        if (length != null && isStable && !showsMethod && TestApp.isRewritten(path, bareGet)) {
            assertEquals(get.body().length, Integer.parseInt(length), head.toString());
        }
        if (bareGet.status() != bareHead.status()) {
            return;
        }
        assertEquals(get.header("Cache-Control"), head.header("Cache-Control"));
        assertEquals(get.header("ETag"), head.header("ETag"));
    }
}
