package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Point;
import dev.attune.it.container.Site;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;

/** The points of the checklist that a comparison with the bare app shows. */
class ChecklistIT {
    @EachContainer
    @Point(1)
    void writerAndStreamExcludeEachOther(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/both-ways", "/b/other-way-round", "/b/reset");
    }

    @EachContainer
    @Point({2, 3})
    void aLengthSetInAnyWayIsExactOrAbsent(Container container) throws IOException {
        Comparison.assertBoth(
                container, "/b/length", "/b/length-long", "/b/length-header", "/b/length-added", "/b/json-length");
        assertTrue(get(container, "/b/length-shown").text().contains("shown 1000 true"));
    }

    @EachContainer
    @Point(5)
    void aPageIsTheSameHoweverItIsCutAndEncoded(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/byte-by-byte", "/b/char-by-char", "/b/odd-pieces", "/b/large");
        for (String charset : new String[] {"UTF-8", "ISO-8859-1", "Shift_JIS", "UTF-16LE"}) {
            Comparison.assertBoth(container, "/b/writer-" + charset, "/b/stream-" + charset);
        }
    }

    @EachContainer
    @Point(6)
    void aBodyThatIsNoPageKeepsItsBytes(Container container) throws IOException {
        Comparison.assertBoth(
                container,
                "/b/json",
                "/b/image",
                "/b/xml",
                "/b/htmlish",
                "/b/download",
                "/b/gzipped",
                "/b/no-transform");
    }

    @EachContainer
    @Point(7)
    void theContentTypeMayComeLateByHeaderOrNever(Container container) throws IOException {
        Comparison.assertBoth(
                container, "/b/type-by-header", "/b/type-after-stream", "/b/type-after-writer", "/b/no-type");
    }

    @EachContainer
    @Point(8)
    void nothingIsLostOfAWriterThatIsNeverClosed(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/never-closes", "/b/forward-open-tag", "/b/async-open-tag");
    }

    @EachContainer
    @Point({9, 12})
    void closedIsClosedAndCommittedIsCommitted(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/write-after-close", "/b/closes", "/b/flush-empty", "/b/late-header");
    }

    @EachContainer
    @Point({13, 14, 15})
    void aBodyTakenBackIsNeverSent(Container container) throws IOException {
        Comparison.assertBoth(
                container,
                "/b/reset-to-json",
                "/b/reset-buffer",
                "/b/reset-too-late",
                "/b/send-error-after-bytes",
                "/b/send-error-too-late",
                "/b/redirect-after-bytes",
                "/b/type-taken-back",
                "/b/type-taken-back-to-text");
    }

    @EachContainer
    @Point(16)
    void aBufferMayBeSizedWhereTheContainerAllowsIt(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/buffer-size");
    }

    @EachContainer
    @Point({17, 18, 21})
    void noByteIsLostInForwards(Container container) throws IOException {
        Comparison.assertBoth(
                container,
                "/b/forward-writer",
                "/b/forward-stream",
                "/b/forward-large",
                "/b/forward-static",
                "/b/forward-twice",
                "/b/forward-to-include",
                "/b/include");
        if (container.hasJsp()) {
            Comparison.assertBoth(container, "/page.jsp", "/forward.jsp");
        }
    }

    @EachContainer
    @Point({22, 23, 27})
    void asynchronousPagesAreWholeAndOurs(Container container) throws IOException {
        Comparison.assertBoth(
                container,
                "/b/async",
                "/b/async-dispatch",
                "/b/async-dispatch-elsewhere",
                "/b/async-after-bytes",
                "/b/async-timeout",
                "/b/async-completed-twice");
    }

    @EachContainer
    @Point({24, 25})
    void listenersKeepTheirContracts(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/write-listener", "/b/write-listener-throws", "/b/read-listener");
    }

    @EachContainer
    @Point({28, 29})
    void oddPathsGetTheContainersOwnAnswer(Container container) throws IOException {
        for (String path : new String[] {
            "/static.html;jsessionid=X",
            "/b;a=b/writer",
            "//static.html",
            "/b//writer",
            "/b/../static.html",
            "/b/./writer",
            "/b/%2e%2e/static.html",
            "/b/..;/static.html",
            "/b%2Fwriter",
            "/b%5cwriter",
            "/static.html%00",
            "/static.html%3Bx",
            "/stat%69c.html",
            "/",
            "/WEB-INF/web.xml",
            "/b/../WEB-INF/web.xml",
            "/b/..;/WEB-INF/web.xml",
            "/WEB-INF;x/web.xml",
            "/%57EB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/a%3Bb%25c%23d%3Fe.html",
            "/a%20b+c.html"
        }) {
            Response bare = TestApp.BARE.on(container).get(path);
            Response filtered = get(container, path);
            assertEquals(bare.status(), filtered.status(), path);
            if (bare.status() == 200) {
                String page = text(TestApp.BARE, container, bare);
                // Open Liberty names no content type for a path that it shortens.
                String expected = TestApp.isRewritten(path, bare) ? Pages.greeted(page, "anna") : page;
                assertEquals(expected, text(TestApp.FILTERED, container, filtered), path);
            }
            assertFalse(filtered.text().contains("<web-app"), path);
        }
    }

    @EachContainer
    @Point(30)
    void aFileWithAnOddNameAnswersForItsMissingVariation(Container container) throws IOException {
        assumeTrue(TestApp.BARE.on(container).get("/a%3Bb%25c%23d%3Fe.html").status() == 200);
        Response page = TestApp.FILTERED
                .on(container)
                .send(Request.get("/a%3Bb%25c%23d%3Fe.html")
                        .header("X-Visitor", "anna")
                        .header("X-Variation", "/not-there.html"));
        assertEquals(200, page.status());
        assertTrue(page.text().contains("an odd name"), page.toString());
    }

    @EachContainer
    @Point(32)
    void cookiesKeepTheirOrder(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/cookies");
    }

    @EachContainer
    @Point(35)
    void aResponseWithoutABodyGoesOutAsItIs(Container container) throws IOException {
        Comparison.assertBoth(
                container, "/b/status-204", "/b/status-304", "/b/status-206", "/b/nothing", "/b/empty", "/b/trailers");
    }

    @EachContainer
    @Point(36)
    void aSkippedPathGetsTheContainersOwnResponse(Container container) throws IOException {
        assertFalse(TestApp.FILTERED.on(container).get("/object").text().contains("dev.attune"));
    }

    @EachContainer
    @Point(37)
    void aByteBufferIsWrittenWhereTheContainerKnowsIt(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/byte-buffer");
    }

    @EachContainer
    @Point(39)
    void exceptionsComeThrough(Container container) throws IOException {
        Comparison.assertBoth(container, "/b/throws", "/b/throws-after-bytes", "/b/throws-half-way");
    }

    private static Response get(Container container, String path) throws IOException {
        return TestApp.FILTERED.on(container).send(Request.get(path).header("X-Visitor", "anna"));
    }

    /** A directory's listing names the app. */
    private static String text(Site site, Container container, Response response) {
        return response.text().replace(site.on(container).contextPath(), "/app");
    }
}
