package dev.attune.internal.json;

import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traits as people write them: a JSON object. */
public final class TraitsJson {
    private TraitsJson() {}

    /**
     * Reads traits, with the limits that hold for JSON from strangers.
     *
     * @return values of the types that {@link dev.attune.profile.Profile} names, or null
     * @throws IllegalArgumentException if it is no JSON object or breaks a limit; the message says which
     */
    public static Map<String, @Nullable Object> read(String json) {
        return read(json, JsonReader.Limits.STRANGERS);
    }

    /**
     * Reads traits, as {@link #read(String)} does.
     *
     * @throws IllegalArgumentException if it is no JSON object or breaks a limit; the message says which
     */
    public static Map<String, @Nullable Object> read(String json, JsonReader.Limits limits) {
        try (JsonReader reader = new JsonReader(new StringReader(json), limits)) {
            Event first = reader.next();
            if (first != Event.START_OBJECT || !(reader.value(first) instanceof Map<?, ?> object)) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            reader.end();
            @SuppressWarnings("unchecked") // As every JSON object of the reader.
            Map<String, @Nullable Object> traits = (Map<String, @Nullable Object>) object;
            return traits;
        } catch (BadJsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
