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
 * Segment's Tracking API as far as batches of events go: what comes with the write key is taken, and an event whose
 * {@code messageId} came before is dropped. The newest events are kept. Thread-safe.
 */
final class TrackingApi implements HttpHandler {
    static final String PATH = "/v1/batch";

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
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            Http.send(exchange, 401, "application/json", "{}");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            take(reader.readObject().getJsonArray("batch").getValuesAs(JsonObject.class));
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
