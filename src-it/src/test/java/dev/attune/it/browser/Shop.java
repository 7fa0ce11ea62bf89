package dev.attune.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.attune.html.HtmlRewriter;
import dev.attune.internal.transform.ClientScript;
import dev.attune.internal.transform.PageTransform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small site whose pages go through {@link PageTransform}, and beside it what the browser needs of Segment: CDN and
 * Tracking API. Listens on a free loopback port until it is closed.
 */
final class Shop implements AutoCloseable {
    private static final String SETTINGS = """
            {"integrations": {"Segment.io": {"apiKey": "writeKey", "apiHost": "HOST/v1", "protocol": "http"}},
             "plan": {}, "middlewareSettings": {}, "metrics": {"sampleRate": 0}, "remotePlugins": []}
            """;

    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final Map<String, String> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AnalyticsJs analyticsJs;
    private final PageTransform transform = new PageTransform(List.of(), "/attune/client.js");
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean cdnIsDown;

    Shop(AnalyticsJs analyticsJs) throws IOException {
        this.analyticsJs = analyticsJs;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves a page from now on and returns its URL. */
    String serve(String path, Visit visit) {
        visits.put(path, visit);
        return origin() + path;
    }

    /** Serves one of the app's own scripts. */
    void script(String path, String source) {
        scripts.put(path, source);
    }

    /** Returns Segment's snippet as the app would paste it. */
    String snippet() {
        return analyticsJs.snippet(origin());
    }

    /** From now on analytics.js cannot be loaded. */
    void takeCdnDown() {
        cdnIsDown = true;
    }

    /** Returns the tracking calls so far, such as {@code /v1/p}, and what they held. */
    List<String> trackingCalls() {
        return requests.stream()
                .filter(request -> request.startsWith("POST /v1/"))
                .toList();
    }

    /** Returns every request so far: method, path and body. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        Visit visit = visits.get(path);
        if (visit != null) {
            page(exchange, visit);
        } else if (path.equals("/attune/client.js")) {
            answer(exchange, 200, ClientScript.CONTENT_TYPE, ClientScript.get().bytes());
        } else if (scripts.containsKey(path)) {
            answer(
                    exchange,
                    200,
                    "text/javascript",
                    String.valueOf(scripts.get(path)).getBytes(UTF_8));
        } else if (path.endsWith("/analytics.min.js") && !cdnIsDown) {
            answer(exchange, 200, "text/javascript", analyticsJs.library().getBytes(UTF_8));
        } else if (path.endsWith("/settings")) {
            String host = origin().substring("http://".length());
            answer(
                    exchange,
                    200,
                    "application/json",
                    SETTINGS.replace("HOST", host).getBytes(UTF_8));
        } else if (path.startsWith("/v1/")) {
            answer(exchange, 200, "application/json", "{\"success\":true}".getBytes(UTF_8));
        } else {
            answer(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private void page(HttpExchange exchange, Visit visit) throws IOException {
        if (visit.csp() != null) {
            exchange.getResponseHeaders().set("Content-Security-Policy", visit.csp());
        }
        HtmlRewriter rewriter = transform.rewriterFor(visit.decision(), visit.policy(), failure -> {
            throw failure;
        });
        byte[] page = visit.html().getBytes(UTF_8);
        if (rewriter != null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream sink = rewriter.open(UTF_8, out)) {
                sink.write(page);
            }
            page = out.toByteArray();
        }
        answer(exchange, 200, "text/html", page);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
