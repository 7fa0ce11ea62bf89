package dev.attune.internal.check;

import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.json.JsonReader;
import dev.attune.internal.json.TraitsJson;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads visitors, one a line: {@code {"user_id": "anna", "trust": "principal", "traits": {"plan": "pro"}}}. An
 * {@code anonymous_id} may stand in place of the user id or beside it; without {@code trust} the visitor is a claimed one.
 * {@code "request": {"country": "DE"}} says what the visitor's requests say.
 */
final class Visitors {
    private static final Set<String> NAMES = Set.of("user_id", "anonymous_id", "trust", "traits", "request");

    private Visitors() {}

    /** Hands on each visitor of a file as it is read, so that a file may be larger than the memory. */
    static void read(Path file, Consumer<NamedVisitor> visitors) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    visitors.accept(visitor(line, file + ", line " + number + ": "));
                }
            }
        }
    }

    /** Returns a file's visitors by name; none where there is no file. */
    static Map<String, NamedVisitor> readAll(@Nullable Path file) throws IOException {
        Map<String, NamedVisitor> visitors = new HashMap<>();
        if (file != null) {
            read(file, visitor -> visitors.put(visitor.name(), visitor));
        }
        return visitors;
    }

    private static NamedVisitor visitor(String line, String where) {
        Map<String, @Nullable Object> visitor;
        try {
            visitor = TraitsJson.read(line, JsonReader.Limits.OPERATORS);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(where + e.getMessage());
        }
        for (String name : visitor.keySet()) {
            if (!NAMES.contains(name)) {
                throw BadInputException.of(where + "unknown name \"" + name
                        + "\"; there are user_id, anonymous_id, trust, traits and" + " request");
            }
        }
        VisitorIds ids = new VisitorIds(text(visitor, "user_id", where), text(visitor, "anonymous_id", where));
        ProfileKey key = key(ids, where);
        if (!(visitor.get("traits") instanceof Map<?, ?> traits)) {
            throw BadInputException.of(where + "\"traits\" is missing or no object");
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        traits.forEach((name, value) -> named.put(String.valueOf(name), value));
        Profile profile = Profile.of(named);
        return new NamedVisitor(
                key.toString(),
                new Visitor(profile, key, trust(text(visitor, "trust", where), where)).withIds(ids),
                request(visitor.get("request"), where));
    }

    private static Map<String, Object> request(@Nullable Object value, String where) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> named) {
            return AssumedRequest.values(named, where);
        }
        throw BadInputException.of(where + "\"request\" is no object");
    }

    private static ProfileKey key(VisitorIds ids, String where) {
        String user = ids.user();
        String id = user != null ? user : ids.anonymous();
        ProfileKey key = ProfileKey.of(user != null ? ProfileKey.USER_ID : ProfileKey.ANONYMOUS_ID, id);
        if (key == null) {
            throw BadInputException.of(where + "\"user_id\" or \"anonymous_id\" is missing or no valid id");
        }
        return key;
    }

    private static Trust trust(@Nullable String label, String where) {
        if (label == null) {
            return Trust.CLAIMED;
        }
        for (Trust trust : Trust.values()) {
            if (trust.label().equals(label)) {
                return trust;
            }
        }
        throw BadInputException.of(where + "\"trust\" is one of claimed, signed and principal");
    }

    private static @Nullable String text(Map<String, @Nullable Object> visitor, String name, String where) {
        Object value = visitor.get(name);
        if (value == null && !visitor.containsKey(name)) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw BadInputException.of(where + "\"" + name + "\" is no text");
    }
}
