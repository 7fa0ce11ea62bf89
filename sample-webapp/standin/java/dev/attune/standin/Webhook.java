package dev.attune.standin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Pushes a changed trait to the shop as Segment's classic webhook does: an identify call with {@code personas}. */
final class Webhook {
    /** Segment waits no longer either. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String authorization;
    private final String space;

    Webhook(URI url, String user, String password, String space) {
        this.url = url;
        this.authorization = Http.basic(user, password);
        this.space = space;
    }

    /**
     * Pushes one trait and waits for the answer.
     *
     * @return what came of it, for people to read
     */
    String push(Visitor visitor, String name, Trait trait) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Segment.io/1.0")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(
                        payload(visitor, name, trait).toString()))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2
                    ? "The shop has it: its webhook answered " + status + "."
                    : "Not pushed, the shop's webhook answered " + status
                            + ". The shop asks for it by itself within seconds: load its page twice.";
        } catch (IOException e) {
            return "Not pushed, the shop's webhook cannot be reached: " + e + ".";
        }
    }

    private JsonObject payload(Visitor visitor, String name, Trait trait) {
        boolean audience = trait.value().equals(JsonValue.TRUE) || trait.value().equals(JsonValue.FALSE);
        String at = trait.updatedAt().toString();
        JsonObjectBuilder personas = Json.createObjectBuilder()
                .add("computation_class", audience ? "audience" : "trait")
                .add("computation_id", "demo_" + name)
                .add("computation_key", name)
                .add("namespace", space)
                .add("space_id", space);
        return Json.createObjectBuilder()
                .add("type", "identify")
                .add("version", 2)
                .add("messageId", "personas_" + UUID.randomUUID())
                .add(visitor.idType().equals("user_id") ? "userId" : "anonymousId", visitor.id())
                .add("traits", Json.createObjectBuilder().add(name, trait.value()))
                .add("context", Json.createObjectBuilder().add("personas", personas))
                .add(
                        "integrations",
                        Json.createObjectBuilder().add("All", false).add("Webhooks", true))
                .add("timestamp", at)
                .add("originalTimestamp", at)
                .add("sentAt", at)
                .add("receivedAt", Instant.now().toString())
                .build();
    }
}
