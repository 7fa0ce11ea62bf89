package dev.attune.internal.analytics;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonText;
import dev.attune.internal.runtime.Version;
import dev.attune.internal.segment.CallRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes to Segment of the bodies that analytics.js sends: without a write key, and with what the server knows better than
 * the browser. All else keeps its bytes.
 *
 * @param address the client's IP address for {@code context.ip}
 * @param place where the client is, for {@code context.edge}: JSON values; empty where that is not known
 */
public record EventBody(String address, Map<String, Object> place) {
    /** Segment takes 32 KB an event and 500 KB a request (docs "HTTP API", "Max request size"). */
    static final int MOST_EVENT_BYTES = 32 * 1024;

    static final int MOST_BATCH_BYTES = 500 * 1024;

    private static final JsonEdit REMOVED = new JsonEdit.Removed();
    private static final JsonEdit MARK =
            new JsonEdit.Within(Map.of("via", new JsonEdit.Set(JsonText.script("attune/" + Version.TEXT))));

    public EventBody {
        place = Map.copyOf(place);
    }

    /**
     * Returns the body for Segment.
     *
     * @throws CallRefused if it is no JSON of the kind, or an event of it is too long
     */
    public byte[] of(EventKind kind, byte[] sent) {
        try {
            // Malformed bytes would be carried on to all who read the events.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent));
            return JsonMembers.edited(sent, edits(kind), 2 * kind.mostBytes());
        } catch (CharacterCodingException | BadJsonException e) {
            throw new CallRefused(400, "the body is no JSON of such a call");
        } catch (JsonMembers.TooLongException e) {
            throw new CallRefused(
                    413, "an event has at most " + MOST_EVENT_BYTES + " bytes, and a batch only a few thousand events");
        }
    }

    private Map<String, JsonEdit> edits(EventKind kind) {
        return switch (kind) {
            case METRICS -> Map.of("writeKey", REMOVED);
            case BATCH ->
                Map.of(
                        "writeKey",
                        REMOVED,
                        // Segment fills events up with it.
                        "context",
                        new JsonEdit.Within(Map.of("ip", REMOVED, "edge", REMOVED)),
                        "batch",
                        new JsonEdit.Each(event(), MOST_EVENT_BYTES));
            default -> event();
        };
    }

    private Map<String, JsonEdit> event() {
        Map<String, JsonEdit> context = new HashMap<>();
        context.put("ip", new JsonEdit.Set(JsonText.script(address)));
        context.put("edge", place.isEmpty() ? REMOVED : new JsonEdit.Set(JsonText.script(place)));
        context.put("library", MARK);
        return Map.of("writeKey", REMOVED, "context", new JsonEdit.Within(context));
    }
}
