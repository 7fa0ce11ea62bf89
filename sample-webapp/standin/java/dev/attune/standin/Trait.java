package dev.attune.standin;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;

/**
 * One trait of a visitor.
 *
 * @param value any JSON value
 * @param updatedAt when it was last set
 */
public record Trait(JsonValue value, Instant updatedAt) {
    /** Returns the value as a person would type it: a string without its quotes, anything else as JSON. */
    String text() {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
