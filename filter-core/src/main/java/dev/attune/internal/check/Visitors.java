package dev.attune.internal.check;

import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.parsson.JsonProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads visitors, one a line: {@code {"user_id": "anna", "trust": "principal", "traits": {"plan": "pro"}}}. An
 * {@code anonymous_id} may stand in place of the user id or beside it; without {@code trust} the visitor is a claimed one.
 */
final class Visitors {
    private static final JsonProviderImpl JSON = new JsonProviderImpl();
    private static final Set<String> NAMES = Set.of("user_id", "anonymous_id", "trust", "traits");

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
        JsonObject visitor;
        try {
            visitor = JSON.createReader(new StringReader(line)).readObject();
        } catch (RuntimeException e) {
            // Not only JsonException: Parsson throws a bare RuntimeException at its limit of depth.
            throw BadInputException.of(where + "this is no JSON object: " + e.getMessage());
        }
        for (String name : visitor.keySet()) {
            if (!NAMES.contains(name)) {
                throw BadInputException.of(
                        where + "unknown name \"" + name + "\"; there are user_id, anonymous_id, trust and traits");
            }
        }
        VisitorIds ids = new VisitorIds(text(visitor, "user_id", where), text(visitor, "anonymous_id", where));
        ProfileKey key = key(ids, where);
        if (!(visitor.get("traits") instanceof JsonObject traits)) {
            throw BadInputException.of(where + "\"traits\" is missing or no object");
        }
        Profile profile = Profile.of(members(traits));
        return new NamedVisitor(
                key.toString(), new Visitor(profile, key, trust(text(visitor, "trust", where), where)).withIds(ids));
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

    private static @Nullable String text(JsonObject visitor, String name, String where) {
        JsonValue value = visitor.get(name);
        if (value == null || value instanceof JsonString) {
            return value == null ? null : ((JsonString) value).getString();
        }
        throw BadInputException.of(where + "\"" + name + "\" is no text");
    }

    private static Map<String, @Nullable Object> members(JsonObject object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put(name, plain(value)));
        return members;
    }

    private static List<@Nullable Object> items(JsonArray array) {
        List<@Nullable Object> items = new ArrayList<>();
        array.forEach(value -> items.add(plain(value)));
        return items;
    }

    private static @Nullable Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case ARRAY -> items(value.asJsonArray());
            case OBJECT -> members(value.asJsonObject());
        };
    }

    private static Object number(JsonNumber number) {
        // By its digits: an exponent could unfold to a number of a billion of them.
        String text = number.toString();
        if (!text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            return number.doubleValue();
        }
        BigInteger whole = new BigInteger(text);
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
    }
}
