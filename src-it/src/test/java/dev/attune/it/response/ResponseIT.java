package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.Point;
import dev.attune.it.http.Exchange;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Caching, streaming, variations and policies: what differs by design between an app with the filter and without. */
class ResponseIT {
    private static final String TAIL = Pages.TAIL;

    // ---- caching

    @EachContainer
    @Point({31, 34})
    void aPersonalizedPageHasATagOfItsOwnAndNoDate(Container container) throws IOException {
        Response page = get(container, "/cached/page", "anna");
        assertNotEquals(CachedServlet.TAG, page.header("ETag"), page.toString());
        assertNull(page.header("Last-Modified"));
        assertNotEquals(
                page.header("ETag"), get(container, "/cached/page", "bert").header("ETag"));
        assertEquals(page.header("ETag"), get(container, "/cached/page", "anna").header("ETag"));
    }

    @EachContainer
    @Point(31)
    void aVisitorsUnchangedPageIsA304AndNoOtherVisitorsEverIs(Container container) throws IOException {
        for (String path : new String[] {"/cached/page", "/static.html"}) {
            String tag = get(container, path, "anna").header("ETag");
            if (tag == null) {
                // Jetty's default servlet gives static files only a date, others more: each has something.
                throw new AssertionError("no tag for " + path);
            }
            assertEquals(
                    304,
                    conditional(container, path, "anna", "If-None-Match", tag).status(),
                    path);
            assertEquals(
                    200,
                    conditional(container, path, "bert", "If-None-Match", tag).status(),
                    path);
            assertEquals(
                    200,
                    conditional(container, path, "none", "If-None-Match", tag).status(),
                    path);
        }
    }

    @EachContainer
    @Point(31)
    void theAppsOwnValidatorsGiveNoVisitorA304ForAPage(Container container) throws IOException {
        for (String visitor : new String[] {"anna", "bert"}) {
            for (String tag : new String[] {CachedServlet.TAG, "W/" + CachedServlet.TAG, "*"}) {
                Response page = conditional(container, "/cached/page", visitor, "If-None-Match", tag);
                assertEquals(200, page.status(), tag);
                assertTrue(page.text().contains(visitor), page.toString());
            }
            assertEquals(
                    200,
                    conditional(container, "/cached/page", visitor, "If-Modified-Since", CachedServlet.MODIFIED)
                            .status());
        }
    }

    @EachContainer
    @Point(32)
    void cacheControlAndVaryAreOnThe200AndThe304Alike(Container container) throws IOException {
        Response page = get(container, "/cached/page", "anna");
        String tag = Objects.requireNonNull(page.header("ETag"));
        Response unchanged = conditional(container, "/cached/page", "anna", "If-None-Match", tag);
        assertEquals(304, unchanged.status());
        assertEquals(0, unchanged.body().length);
        for (Response answer : new Response[] {page, unchanged}) {
            assertEquals("private, no-cache", answer.header("Cache-Control"), answer.toString());
            assertEquals("Accept-Encoding,Cookie", String.join(",", answer.headers("Vary")), answer.toString());
            assertEquals(tag, answer.header("ETag"));
        }
    }

    @EachContainer
    @Point(32)
    void aStricterAppStaysStricter(Container container) throws IOException {
        assertEquals("no-store", get(container, "/cached/strict", "anna").header("Cache-Control"));
    }

    @EachContainer
    void cachesOnTheWayHearItInTheirOwnHeadersToo(Container container) throws IOException {
        Response page = get(container, "/cached/shared", "anna");
        assertEquals("no-store", page.header("CDN-Cache-Control"));
        assertEquals("no-store", page.header("Surrogate-Control"));
        assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", page.header("Expires"));
    }

    @EachContainer
    @Point(34)
    void aResponseThatIsNoPageKeepsItsValidatorsAndItsOwn304(Container container) throws IOException {
        Response data = get(container, "/cached/data", "anna");
        assertEquals(CachedServlet.TAG, data.header("ETag"));
        assertEquals(CachedServlet.MODIFIED, data.header("Last-Modified"));
        assertEquals("public, max-age=600", data.header("Cache-Control"));
        Response unchanged = conditional(container, "/cached/data", "anna", "If-None-Match", CachedServlet.TAG);
        assertEquals(304, unchanged.status(), unchanged.toString());
        assertEquals(CachedServlet.TAG, unchanged.header("ETag"));
        assertEquals("public, max-age=600", unchanged.header("Cache-Control"));
        assertEquals(
                304,
                conditional(container, "/cached/data", "anna", "If-Modified-Since", CachedServlet.MODIFIED)
                        .status());
        assertEquals(
                200,
                conditional(container, "/cached/data", "anna", "If-None-Match", "\"other\"")
                        .status());
    }

    @EachContainer
    @Point(33)
    void aStaticFileThatIsNoPageAnswersRangesAsEver(Container container) throws IOException {
        Request range = Request.get("/data.json").header("Range", "bytes=3-9");
        Response bare = TestApp.BARE.on(container).send(range);
        Response part = TestApp.FILTERED.on(container).send(range.header("X-Visitor", "anna"));
        assertEquals(bare.status(), part.status());
        assertArrayEquals(bare.body(), part.body());
        assertEquals(bare.header("Content-Range"), part.header("Content-Range"));
    }

    @EachContainer
    @Point(33)
    void aRangeOfWhatTurnsOutToBeNoPageIsThatRange(Container container) throws IOException {
        Request range = Request.get("/cached/film").header("Range", CachedServlet.RANGE);
        for (Request asked : new Request[] {
            range,
            range.header("If-Range", CachedServlet.TAG),
            range.header("If-Range", "\"other\""),
            Request.get("/cached/film")
        }) {
            Response bare = TestApp.BARE.on(container).send(asked);
            Response part = TestApp.FILTERED.on(container).send(asked.header("X-Visitor", "anna"));
            assertEquals(bare.status(), part.status());
            assertEquals(bare.text(), part.text());
            for (String name :
                    new String[] {"Content-Range", "Content-Length", "Accept-Ranges", "ETag", "Cache-Control"}) {
                assertEquals(bare.header(name), part.header(name), name);
            }
        }
        assertEquals(206, TestApp.BARE.on(container).send(range).status());
    }

    @EachContainer
    @Point(33)
    void aRangeOfAPageIsTheWholePage(Container container) throws IOException {
        Response page = TestApp.FILTERED
                .on(container)
                .send(Request.get("/static.html").header("Range", "bytes=3-9").header("X-Visitor", "anna"));
        assertEquals(200, page.status());
        assertEquals(Pages.greeted(Pages.page(300), "anna"), page.text());
        assertNull(page.header("Accept-Ranges"));
        assertNull(page.header("Content-Range"));
    }

    @EachContainer
    @Point(38)
    void aPageWithANonceIsNeverA304(Container container) throws IOException {
        Response page = get(container, "/cached/nonce", "anna");
        assertTrue(page.text().contains("<script nonce=\"abc\">/*anna*/</script>"), page.toString());
        assertNull(page.header("ETag"), page.toString());
    }

    // ---- streaming

    @EachContainer
    @Point({11, 26})
    void theFirstByteLeavesWhenTheAppFlushesIt(Container container) throws IOException {
        for (String path : container.sendsStreamsAtTheFirstFlush()
                ? new String[] {"/slow/page", "/slow/page-by-writer", "/slow/events"}
                : new String[] {"/slow/page-by-writer", "/slow/events"}) {
            String id = path + System.nanoTime();
            Request request = Request.get(path).header("X-Visitor", "anna").header("X-Id", id);
            try (Exchange exchange = TestApp.FILTERED.on(container).open(request)) {
                // The servlet waits: what comes now came before its second part was written.
                exchange.await("first part");
                get(container, "/slow/go-on", "anna", id);
                exchange.await("second part");
                assertNull(exchange.next());
            }
        }
    }

    @EachContainer
    @Point(10)
    void theWriterTellsOfAVisitorWhoWentAway(Container container) throws IOException {
        String id = "gone" + System.nanoTime();
        Request request =
                Request.get("/slow/endless").header("X-Visitor", "anna").header("X-Id", id);
        try (Exchange exchange = TestApp.FILTERED.on(container).open(request)) {
            exchange.await("/*anna*/");
        }
        String seen = "";
        for (int tries = 0; tries < 200 && !seen.contains("gone=true"); tries++) {
            LockSupport.parkNanos(50_000_000);
            seen = TestApp.FILTERED
                    .on(container)
                    .send(Request.get("/observed").header("X-Id", id))
                    .text();
        }
        assertEquals("gone=true", seen);
    }

    // ---- variations

    @EachContainer
    @Point(17)
    void aVariationAnswersUnderTheUrlOfItsPage(Container container) throws IOException {
        Response page = variation(container, "/b/writer", "/other.html");
        assertEquals(200, page.status());
        assertTrue(page.text().contains("WORDS") && page.text().contains("/*anna/other.html*/"), page.toString());
        Response servlet = variation(container, "/static.html", "/b/large-by-writer");
        assertEquals(Pages.greeted(Pages.page(5000), "anna/b/large-by-writer"), servlet.text());
    }

    @EachContainer
    void aVariationThatIsNoPageIsPrivateToo(Container container) throws IOException {
        Response data = variation(container, "/b/writer", "/cached/data");
        assertEquals("{\"<head>\": 1}", data.text());
        assertEquals("private, no-cache", data.header("Cache-Control"), data.toString());
        assertNotEquals(CachedServlet.TAG, data.header("ETag"));
        assertNull(data.header("Last-Modified"));
        Response redirect = variation(container, "/b/writer", "/b/redirect");
        assertEquals(302, redirect.status());
        assertEquals("private, no-cache", redirect.header("Cache-Control"), redirect.toString());
    }

    @EachContainer
    @Point(30)
    void theAppsOwnPageAnswersForAVariationThatIsNotThere(Container container) throws IOException {
        for (String missing : new String[] {"/not-there.html", "/b/send-404"}) {
            Response page = variation(container, "/b/echo?a=1&b=2", missing);
            assertEquals(200, page.status(), page.toString());
            assertTrue(page.text().contains("GET a=1&b=2 1 2"), page.toString());
        }
        Response file = variation(container, "/static.html", "/not-there.html");
        assertEquals(Pages.greeted(Pages.page(300), "anna/not-there.html"), file.text());
    }

    @EachContainer
    @Point(20)
    void aForwardKeepsQueryMethodAttributesAndBody(Container container) throws IOException {
        Response page = variation(container, "/static.html?a=1", "/b/echo");
        assertTrue(page.text().contains("GET a=1 1 null FORWARD"), page.toString());
        Response post = TestApp.FILTERED
                .on(container)
                .send(Request.of("POST", "/b/echo?a=1")
                        .header("X-Visitor", "anna")
                        .body("text/plain", "the body"));
        assertTrue(post.text().contains("POST a=1 1 null REQUEST null the body"), post.toString());
    }

    // ---- policies, errors, objects

    @EachContainer
    @Point(38)
    void aPolicyThatComesAfterTheFirstWriteStillDecides(Container container) throws IOException {
        Response nonce = get(container, "/late/nonce", "anna");
        assertTrue(nonce.text().contains("<head><script nonce=\"xyz\">/*anna*/</script>"), nonce.toString());
        assertEquals(1, nonce.text().split("<script", -1).length - 1, nonce.toString());
        Response self = get(container, "/late/self", "anna");
        assertTrue(self.text().contains("<head><!--no script-->"), self.toString());
        assertEquals("script-src 'self'", self.header("Content-Security-Policy"));
        assertTrue(self.text().endsWith(TAIL), self.toString());
        Response two = get(container, "/late/two", "anna");
        assertTrue(two.text().contains("<head><!--no script-->"), two.toString());
        assertEquals(
                List.of("script-src 'nonce-xyz'", "script-src 'nonce-abc'"), two.headers("Content-Security-Policy"));
        Response report = get(container, "/late/report", "anna");
        assertTrue(report.text().contains("<head><script nonce=\"xyz\">/*anna*/</script>"), report.toString());
        assertEquals(1, report.text().split("<script", -1).length - 1, report.toString());
    }

    @EachContainer
    @Point(18)
    void anErrorPageComesOnceAndIsRewrittenLikeAnyPage(Container container) throws IOException {
        for (String path : new String[] {"/b/send-404", "/b/throws-error-page"}) {
            Response page = TestApp.WITH_ERROR_PAGES
                    .on(container)
                    .send(Request.get(path).header("X-Visitor", "anna"));
            assertEquals(path.contains("404") ? 404 : 500, page.status());
            assertEquals(1, page.text().split("/\\*anna\\*/", -1).length - 1, page.toString());
            assertTrue(page.text().contains("the error page") && page.text().endsWith(TAIL), page.toString());
        }
    }

    @EachContainer
    @Point(19)
    void theFilterTwiceGreetsOnce(Container container) throws IOException {
        Response page = TestApp.FILTERED_TWICE
                .on(container)
                .send(Request.get("/b/forward-twice").header("X-Visitor", "anna"));
        assertEquals(Pages.greeted(Pages.page(40), "anna"), page.text());
    }

    @EachContainer
    @Point(35)
    void aWebSocketHandshakeKeepsAllButWhatCachesMayKeep(Container container) throws IOException {
        Request handshake = Request.get("/b/writer")
                .header("X-Visitor", "anna")
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13");
        Response upgrade =
                TestApp.FILTERED.on(container).send(handshake.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
        assertEquals(TestApp.BARE.on(container).get("/b/writer").text(), upgrade.text());
        assertEquals("private, no-cache", upgrade.header("Cache-Control"));
        Response page = TestApp.FILTERED.on(container).send(handshake);
        assertEquals(get(container, "/b/writer", "anna").text(), page.text());
    }

    @EachContainer
    void aPageThatBeginsInAnIncludeIsPersonalizedOnlyIfItIsPrivate(Container container) throws IOException {
        for (String page : List.of("static", "large", "large-by-writer")) {
            Response included = get(container, "/b/included-" + page, "anna");
            assertTrue(included.text().contains("/*anna*/"), page);
            assertEquals("private, no-cache", included.header("Cache-Control"), page);
            String tag = included.header("ETag");
            if (tag != null) {
                Response again = conditional(container, "/b/included-" + page, "anna", "If-None-Match", tag);
                assertEquals(304, again.status(), page);
            }
            Response byContext = get(container, "/b/included-by-context-" + page, "anna");
            assertEquals(
                    byContext.text().contains("/*anna*/"),
                    "private, no-cache".equals(byContext.header("Cache-Control")),
                    page);
        }
    }

    private static Response variation(Container container, String path, String variation) throws IOException {
        return TestApp.FILTERED
                .on(container)
                .send(Request.get(path).header("X-Visitor", "anna").header("X-Variation", variation));
    }

    private static Response conditional(Container container, String path, String visitor, String name, String value)
            throws IOException {
        return TestApp.FILTERED
                .on(container)
                .send(Request.get(path).header("X-Visitor", visitor).header(name, value));
    }

    private static Response get(Container container, String path, String visitor) throws IOException {
        return get(container, path, visitor, "");
    }

    private static Response get(Container container, String path, String visitor, String id) throws IOException {
        return TestApp.FILTERED
                .on(container)
                .send(Request.get(path).header("X-Visitor", visitor).header("X-Id", id));
    }
}
