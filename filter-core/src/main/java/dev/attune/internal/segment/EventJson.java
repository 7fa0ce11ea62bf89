package dev.attune.internal.segment;

import dev.attune.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as Segment's Tracking API reads them (docs "HTTP API", "Batch"). */
final class EventJson {
    private EventJson() {}

    static byte[] of(TrackCall call) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "track");
        event.put("event", call.event());
        if (call.userId() != null) {
            event.put("userId", call.userId());
        }
        if (call.anonymousId() != null) {
            event.put("anonymousId", call.anonymousId());
        }
        event.put("properties", call.properties());
        event.put("context", Map.of("library", Map.of("name", "attune")));
        event.put("messageId", call.messageId());
        event.put("timestamp", call.timestamp().toString());
        return JsonText.script(event).getBytes(StandardCharsets.US_ASCII);
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
