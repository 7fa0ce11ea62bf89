package dev.attune.internal.segment;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonLimitException;
import dev.attune.internal.json.JsonReader;
import dev.attune.profile.ProfileUpdate;
import jakarta.json.stream.JsonParser.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook call, read: one event, or an array of them.
 *
 * @param updates what the events say of profiles, in their order
 * @param ignored events that change nothing: page views, other track calls, unknown kinds, and those that failed
 * @param failures why events of a batch could not be read, one reason for each
 */
public record WebhookPayload(List<ProfileUpdate> updates, int ignored, List<String> failures) {
    /** Segment batches up to 4,000. */
    private static final int MOST_EVENTS = 5_000;

    public WebhookPayload {
        updates = List.copyOf(updates);
        failures = List.copyOf(failures);
    }

    /**
     * Reads a body. In a batch, events that make no sense or are beyond a limit fail, and their neighbours do not.
     *
     * @param now when the call came: no event is later, and one that says no time is of then
     * @throws CallRefused with status 400 if it is not JSON, breaks a limit, or is a single event that makes no sense
     */
    public static WebhookPayload read(byte[] body, Instant now) {
        try (JsonReader json = new JsonReader(body)) {
            Event first = json.next();
            WebhookPayload payload = first == Event.START_ARRAY ? batch(json, now) : single(json.value(first), now);
            json.end();
            return payload;
        } catch (BadJsonException e) {
            throw new CallRefused(400, String.valueOf(e.getMessage()));
        }
    }

    private static WebhookPayload single(@Nullable Object event, Instant now) {
        List<ProfileUpdate> updates = WebhookEvent.updates(object(event), now);
        return new WebhookPayload(updates, updates.isEmpty() ? 1 : 0, List.of());
    }

    private static WebhookPayload batch(JsonReader json, Instant now) {
        List<ProfileUpdate> updates = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        int ignored = 0;
        int events = 0;
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            if (++events > MOST_EVENTS) {
                throw new BadJsonException("a batch has at most " + MOST_EVENTS + " events");
            }
            // The order of a batch decides between its events of one time.
            Instant received = now.plus(events - 1, ChronoUnit.MICROS);
            try {
                List<ProfileUpdate> some = WebhookEvent.updates(object(json.value(event)), received);
                updates.addAll(some);
                ignored += some.isEmpty() ? 1 : 0;
            } catch (CallRefused | JsonLimitException e) {
                failures.add(String.valueOf(e.getMessage()));
                ignored++;
            }
        }
        return new WebhookPayload(updates, ignored, failures);
    }

    private static Map<?, ?> object(@Nullable Object event) {
        if (event instanceof Map<?, ?> object) {
            return object;
        }
        throw new CallRefused(400, "an event is a JSON object");
    }
}
