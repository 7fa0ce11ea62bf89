package dev.attune.internal.analytics;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LibraryFilesTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer segment = server();
    private final LibraryFiles files = new LibraryFiles(
            new LibrarySource(
                    URI.create("http://127.0.0.1:" + segment.getAddress().getPort()), "KEY", "KEY"),
            now::get);
    private volatile int status = 200;
    private volatile byte[] content = "one".getBytes(StandardCharsets.UTF_8);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String validator = exchange.getRequestHeaders().getFirst("If-None-Match");
        calls.add(exchange.getRequestURI() + (validator == null ? "" : " " + validator));
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        String tag = "\"" + content.length + new String(content, 0, 3, StandardCharsets.UTF_8) + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        int answer = status == 200 && tag.equals(validator) ? 304 : status;
        exchange.sendResponseHeaders(answer, answer == 200 ? content.length : -1);
        if (answer == 200) {
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    @AfterEach
    void close() {
        gate.countDown();
        files.close();
        segment.stop(0);
    }

    @Test
    void aFreshFileIsNotAskedForAgainAndAnOldOneIsRevalidated() throws Exception {
        assertEquals("one", text("x.js"));
        assertEquals("one", text("x.js"));
        assertEquals(1, calls.size());
        now.addAndGet(TimeUnit.MINUTES.toNanos(6));
        assertEquals("one", text("x.js"));
        awaitCalls(2);
        assertEquals("/analytics-next/bundles/x.js \"3one\"", calls.get(1));
    }

    @Test
    void aNewVersionComesWithTheRequestAfterTheOneThatHasFoundIt() throws Exception {
        assertEquals("one", text("x.js"));
        content = "two!".getBytes(StandardCharsets.UTF_8);
        now.addAndGet(TimeUnit.MINUTES.toNanos(6));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!text("x.js").equals("two!")) {
            assertTrue(System.nanoTime() < end);
            Thread.onSpinWait();
        }
    }

    @Test
    void whileSegmentFailsTheCopyIsServedAndSegmentIsAskedSeldom() throws Exception {
        assertEquals("one", text("x.js"));
        status = 503;
        for (int i = 0; i < 3; i++) {
            now.addAndGet(TimeUnit.MINUTES.toNanos(6));
            for (int j = 0; j < 5; j++) {
                assertEquals("one", text("x.js"));
            }
            awaitCalls(2 + i);
        }
    }

    @Test
    void manyWhoAskAtOnceCauseOneCall() {
        gate = new CountDownLatch(1);
        List<CompletableFuture<LibraryFile>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(files.get(path("x.js")));
        }
        gate.countDown();
        asked.forEach(file -> assertArrayEquals(content, file.join().bytes()));
        assertEquals(1, calls.size());
    }

    @Test
    void whatIsNotThereIsRememberedForAMinute() {
        status = 404;
        for (int i = 0; i < 3; i++) {
            CompletionException failure = assertThrows(
                    CompletionException.class, () -> files.get(path("x.js")).join());
            assertTrue(NoSuchFileException.is(failure));
        }
        assertEquals(1, calls.size());
        status = 200;
        now.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertEquals("one", text("x.js"));
    }

    @Test
    void filesTakeABoundedPartOfTheHeap() {
        content = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 40; i++) {
            assertEquals(1 << 20, files.get(path(i + ".js")).join().bytes().length);
        }
        assertTrue(files.bytes() <= LibraryFiles.MOST_BYTES && files.bytes() > 10 << 20, "" + files.bytes());
    }

    @Test
    void noOtherPathLeadsToSegment() {
        for (String path : List.of(
                "",
                "v1",
                "v1/projects/KEY",
                "v1/projects/KEY/settings/",
                "v1/projects/OTHER/settings",
                "v1/t",
                "analytics.js/v1/KEY/analytics.js",
                "analytics-next/bundles/",
                "analytics-next/bundles/..",
                "analytics-next/bundles/.x",
                "analytics-next/bundles/a/b",
                "next-integrations",
                "next-integrations/a//b",
                "next-integrations/../x",
                "next-integrations/a\\b",
                "next-integrations/a?b",
                "next-integrations/a%2e",
                "next-integrations/a@evil.test:80",
                "next-integrations/\u00fc",
                "next-integrations/a" + "/b".repeat(9))) {
            assertNull(LibraryPath.of(path, "KEY", "KEY"), path);
        }
    }

    private String text(String name) {
        return new String(files.get(path(name)).join().bytes(), StandardCharsets.UTF_8);
    }

    private void awaitCalls(int number) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (calls.size() < number || files.underWay() > 0) {
            assertTrue(System.nanoTime() < end, calls::toString);
            Thread.onSpinWait();
        }
        assertEquals(number, calls.size());
    }

    private static LibraryPath path(String name) {
        @Nullable LibraryPath path = LibraryPath.of("analytics-next/bundles/" + name, "KEY", "KEY");
        return requireNonNull(path);
    }
}
