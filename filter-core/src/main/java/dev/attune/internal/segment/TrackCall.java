package dev.attune.internal.segment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event for Segment (Spec, "Track"). At least one of the ids is there.
 *
 * @param event the event's name
 * @param userId the user's id as the app knows it, or null
 * @param anonymousId the browser's id, or null
 * @param properties what the event says, as JSON texts, numbers and booleans by name
 * @param messageId by which Segment tells a repetition from another event; at most 100 characters
 * @param timestamp when it happened
 */
public record TrackCall(
        String event,
        @Nullable String userId,
        @Nullable String anonymousId,
        Map<String, Object> properties,
        String messageId,
        Instant timestamp) {
    public TrackCall {
        if (userId == null && anonymousId == null) {
            throw new IllegalArgumentException("an event needs the id of somebody");
        }
        properties = Map.copyOf(properties);
    }

    /** Names neither ids nor properties: an event must not slip into a log. */
    @Override
    public String toString() {
        return "TrackCall[" + event + "]";
    }
}
