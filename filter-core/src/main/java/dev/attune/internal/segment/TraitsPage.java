package dev.attune.internal.segment;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonLimitException;
import dev.attune.internal.json.JsonReader;
import dev.attune.profile.TraitValue;
import jakarta.json.stream.JsonParser.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of the Profiles API's answer for traits.
 *
 * @param traits the page's traits
 * @param next the cursor of the next page, or null after the last
 * @param beyondLimits why traits were left out, or null where none was
 */
record TraitsPage(
        Map<String, TraitValue> traits,
        @Nullable String next,
        @Nullable String beyondLimits) {
    static final TraitsPage EMPTY = new TraitsPage(Map.of(), null, null);

    /**
     * Reads a page, in the verbose form or the plain one.
     *
     * @param received when it came: no trait was set later than that, whatever the sender's clock said
     * @throws BadJsonException if it is no such page
     */
    static TraitsPage read(byte[] body, Instant received) {
        try (JsonReader json = new JsonReader(body)) {
            if (json.next() != Event.START_OBJECT) {
                throw new BadJsonException("the answer is not a JSON object");
            }
            TraitsPage page = null;
            String next = null;
            for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
                String name = json.text();
                Event first = json.next();
                if (name.equals("traits") && first == Event.START_OBJECT) {
                    page = traits(json, received);
                } else if (json.value(first) instanceof Map<?, ?> cursor && name.equals("cursor")) {
                    next = next(cursor);
                }
            }
            json.end();
            if (page == null) {
                throw new BadJsonException("the answer holds no traits");
            }
            return new TraitsPage(page.traits(), next, page.beyondLimits());
        }
    }

    /** Reads the members of the object of traits. A trait beyond a limit is left out, for its neighbours' sake. */
    private static TraitsPage traits(JsonReader json, Instant received) {
        Map<String, TraitValue> traits = new HashMap<>();
        String beyondLimits = null;
        for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
            String name = json.text();
            try {
                Object value = json.nextValue();
                if (name.length() > JsonReader.Limits.STRANGERS.nameLength()) {
                    beyondLimits =
                            "a trait's name has more than " + JsonReader.Limits.STRANGERS.nameLength() + " characters";
                } else {
                    traits.put(name, trait(value, received));
                }
            } catch (JsonLimitException e) {
                beyondLimits = e.getMessage();
            }
        }
        return new TraitsPage(traits, null, beyondLimits);
    }

    private static @Nullable String next(Map<?, ?> cursor) {
        return Boolean.TRUE.equals(cursor.get("has_more"))
                        && cursor.get("next") instanceof String next
                        && !next.isEmpty()
                ? next
                : null;
    }

    /** Reads a trait: just its value, or the verbose form {@code {"value", "source_id", "updated_at"}}. */
    private static TraitValue trait(@Nullable Object value, Instant received) {
        if (!(value instanceof Map<?, ?> verbose)
                || !verbose.containsKey("value")
                || !verbose.containsKey("updated_at")) {
            return TraitValue.undated(value);
        }
        Instant time = EventTime.read(verbose.get("updated_at"));
        return time == null
                ? TraitValue.undated(verbose.get("value"))
                : new TraitValue(verbose.get("value"), EventTime.earlier(time, received));
    }
}
