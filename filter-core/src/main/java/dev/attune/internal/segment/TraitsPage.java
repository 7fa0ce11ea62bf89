package dev.attune.internal.segment;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonReader;
import dev.attune.profile.Trait;
import jakarta.json.stream.JsonParser.Event;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of the Profiles API's answer for traits.
 *
 * @param traits the page's traits
 * @param next the cursor of the next page, or null after the last
 */
record TraitsPage(Map<String, Trait> traits, @Nullable String next) {
    /**
     * Reads a page, in the verbose form or the plain one.
     *
     * @throws BadJsonException if it is no such page
     */
    static TraitsPage read(byte[] body) {
        try (JsonReader json = new JsonReader(body)) {
            if (json.next() != Event.START_OBJECT) {
                throw new BadJsonException("the answer is not a JSON object");
            }
            Map<String, Trait> traits = null;
            String next = null;
            for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
                String name = json.text();
                Object value = json.nextValue();
                if (name.equals("traits") && value instanceof Map<?, ?> map) {
                    traits = traits(map);
                } else if (name.equals("cursor") && value instanceof Map<?, ?> cursor) {
                    next = next(cursor);
                }
            }
            json.end();
            if (traits == null) {
                throw new BadJsonException("the answer holds no traits");
            }
            return new TraitsPage(traits, next);
        }
    }

    private static @Nullable String next(Map<?, ?> cursor) {
        return Boolean.TRUE.equals(cursor.get("has_more"))
                        && cursor.get("next") instanceof String next
                        && !next.isEmpty()
                ? next
                : null;
    }

    private static Map<String, Trait> traits(Map<?, ?> values) {
        Map<String, Trait> traits = new HashMap<>();
        values.forEach((name, value) -> {
            Trait trait = verbose(value);
            traits.put((String) name, trait == null ? Trait.undated(value) : trait);
        });
        return traits;
    }

    /** Returns the trait that {@code {"value", "source_id", "updated_at"}} says, or null where it is a plain value. */
    private static @Nullable Trait verbose(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> object)
                || !object.containsKey("value")
                || !(object.get("updated_at") instanceof String updatedAt)) {
            return null;
        }
        try {
            return new Trait(
                    object.get("value"), OffsetDateTime.parse(updatedAt).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
