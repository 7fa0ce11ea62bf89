package dev.attune.it.filter;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Plays Segment's Profiles API over HTTP. A visitor can be held back until a test lets go. */
public final class ProfilesServer implements AutoCloseable {
    public static final String SPACE = "spa_test";
    public static final String TOKEN = "t0k3n";

    private final HttpServer server;
    private final Map<String, String> traits = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public ProfilesServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "profiles-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/spaces/" + SPACE + "/collections/users/profiles/", this::answer);
        server.start();
    }

    /** Makes a visitor known: the key as Segment writes it, the traits as a JSON object. */
    public ProfilesServer visitor(String key, String json) {
        traits.put(key, json);
        return this;
    }

    /** Lets look-ups of a visitor hang until {@link #letGo}. */
    ProfilesServer hold(String key) {
        held.put(key, new CountDownLatch(1));
        return this;
    }

    void letGo(String key) {
        requireNonNull(held.get(key)).countDown();
    }

    boolean isHeld(String key) {
        return requireNonNull(held.get(key)).getCount() > 0;
    }

    /** Returns the keys that were asked for, in order, as they stood in the path. */
    List<String> asked() {
        return asked;
    }

    /** Returns the init parameters that lead the filter here. */
    public Map<String, String> parameters() {
        return Map.of(
                "profilesUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "profilesSpace", SPACE,
                "profilesToken", TOKEN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String key = path.substring(path.indexOf("profiles/") + 9, path.lastIndexOf('/'));
        asked.add(key);
        CountDownLatch latch = held.get(key);
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String json = traits.get(key);
        byte[] body = (json == null
                        ? "{\"error\":{\"code\":\"not_found\",\"message\":\"Profile was not found.\"}}"
                        : "{\"traits\":" + json + ",\"cursor\":{\"url\":\"\",\"has_more\":false,\"next\":\"\"}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
    }
}
