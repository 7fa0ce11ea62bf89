package dev.attune.it.filter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Plays Segment's CDN and Tracking API over HTTP, and notes what it is sent. */
public final class SegmentServer implements AutoCloseable {
    public static final String KEY = "wr1teKey0123456789";

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile @Nullable String retryAfter;

    /** One request. */
    public record Call(String method, String path, Map<String, String> headers, String body) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record File(byte[] bytes, String type, String etag) {}

    public SegmentServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "segment-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public SegmentServer file(String path, String type, String text) {
        files.put(path, new File(text.getBytes(StandardCharsets.UTF_8), type, "\"e" + text.hashCode() + "\""));
        return this;
    }

    /** Answers events with this status from now on. */
    public SegmentServer answer(int given, @Nullable String retry) {
        status = given;
        retryAfter = retry;
        return this;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the bodies of the events that came at a path. */
    public List<String> events(String path) {
        return calls.stream()
                .filter(call -> call.method().equals("POST") && call.path().equals(path))
                .map(Call::body)
                .toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the init parameters that lead the filter here. */
    public Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "trackingUrl",
                url() + "/v1",
                "trackingWriteKey",
                "exposures",
                "analyticsCdnUrl",
                url(),
                "analyticsWriteKey",
                KEY));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(exchange.getRequestMethod(), path, headers, body));
        if (exchange.getRequestMethod().equals("POST")) {
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        File file = files.get(path);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (file.etag().equals(headers.get("if-none-match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", file.type());
            exchange.getResponseHeaders().set("ETag", file.etag());
            exchange.getResponseHeaders().set("Set-Cookie", "cdn=1");
            exchange.sendResponseHeaders(200, file.bytes().length);
            exchange.getResponseBody().write(file.bytes());
        }
        exchange.close();
    }

    /** Answers no more. */
    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
