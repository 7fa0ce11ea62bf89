package dev.attune.it.filter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Plays Segment's Tracking API over HTTP, and notes the events that it is sent. */
public final class TrackingServer implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile("\\{\"type\":\"track\".*?\"timestamp\":\"[^\"]*\"}");

    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public TrackingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "tracking-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/batch", this::answer);
        server.start();
    }

    /** Answers with this status from now on. */
    TrackingServer answer(int given) {
        status = given;
        return this;
    }

    /** Returns each event's JSON, in the order in which they came; events that it did not accept are not among them. */
    public List<String> events() {
        return events;
    }

    /** Waits until the events are as a test needs them. */
    public synchronized void await(Predicate<List<String>> state) throws InterruptedException {
        while (!state.test(events)) {
            wait();
        }
    }

    private synchronized void note(String batch) {
        EVENT.matcher(batch).results().map(MatchResult::group).forEach(events::add);
        notifyAll();
    }

    /** Returns the init parameters that lead the filter here. */
    public Map<String, String> parameters() {
        return Map.of(
                "trackingUrl",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "trackingWriteKey",
                "wr1te-key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status == 200) {
            note(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
