package dev.attune.test;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** Reads JSON by JSON-B. */
final class Json {
    private static final Jsonb JSONB = JsonbBuilder.create();

    private Json() {}

    static <T> T read(String json, Class<T> type) {
        return JSONB.fromJson(json, type);
    }
}
