package dev.attune.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Segment's Tracking API: it takes single events and batches that come with the write key, and drops an event whose {@code messageId}
 * came before. The newest events are kept. Thread-safe.
 */
final class TrackingApi implements HttpHandler {
    static final String PATH = "/v1/";

    private static final Set<String> CALLS = Set.of("batch", "b", "i", "t", "p", "s", "g", "a");
    private static final int MOST_KEPT = 20;
    private static final int MOST_BYTES = 500_000;

    private final String authorization;
    private final Deque<JsonObject> newest = new ArrayDeque<>();
    private final Set<String> messageIds = new HashSet<>();

    TrackingApi(String writeKey) {
        authorization = Http.basic(writeKey, "");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(PATH.length());
        if (!CALLS.contains(call)) {
            Http.send(exchange, 404, "application/json", "{}");
            return;
        }
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            Http.send(exchange, 401, "application/json", "{}");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            JsonObject json = reader.readObject();
            take(call.startsWith("b") ? json.getJsonArray("batch").getValuesAs(JsonObject.class) : List.of(json));
        } catch (JsonException | ClassCastException | NullPointerException e) {
            Http.send(exchange, 400, "application/json", "{}");
            return;
        }
        Http.send(exchange, 200, "application/json", "{\"success\": true}");
    }

    private synchronized void take(List<JsonObject> batch) {
        for (JsonObject event : batch) {
            if (messageIds.add(event.getString("messageId"))) {
                newest.addFirst(event);
                if (newest.size() > MOST_KEPT) {
                    newest.removeLast();
                }
            }
        }
    }

    /** Returns the newest events, newest first. */
    synchronized List<JsonObject> events() {
        return List.copyOf(newest);
    }
}
