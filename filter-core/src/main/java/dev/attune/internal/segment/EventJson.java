package dev.attune.internal.segment;

import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.parsson.JsonProviderImpl;

/** Events as Segment's Tracking API reads them (docs "HTTP API", "Batch"). */
final class EventJson {
    private static final JsonProviderImpl PROVIDER = new JsonProviderImpl();

    private EventJson() {}

    static byte[] of(TrackCall call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = PROVIDER.createGenerator(bytes)) {
            json.writeStartObject().write("type", "track").write("event", call.event());
            if (call.userId() != null) {
                json.write("userId", call.userId());
            }
            if (call.anonymousId() != null) {
                json.write("anonymousId", call.anonymousId());
            }
            json.writeStartObject("properties");
            call.properties().forEach((name, value) -> property(json, name, value));
            json.writeEnd();
            json.writeStartObject("context").writeStartObject("library").write("name", "attune");
            json.writeEnd().writeEnd();
            json.write("messageId", call.messageId())
                    .write("timestamp", call.timestamp().toString())
                    .writeEnd();
        }
        return bytes.toByteArray();
    }

    private static void property(JsonGenerator json, String name, Object value) {
        if (value instanceof Boolean flag) {
            json.write(name, flag);
        } else if (value instanceof Long || value instanceof Integer) {
            json.write(name, ((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.write(name, number);
        } else {
            json.write(name, value.toString());
        }
    }

    /** Returns the body of one request. */
    static byte[] batch(List<byte[]> events, Instant sentAt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + events.size() * 512);
        bytes.writeBytes("{\"batch\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(events.get(i));
        }
        bytes.writeBytes(("],\"sentAt\":\"" + sentAt + "\"}").getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
