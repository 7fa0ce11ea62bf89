package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.parsson.JsonProviderImpl;

/** Reads the JSON of rules into nodes, within limits of size, depth and length of numbers. */
final class RulesJson {
    /** The most characters of one text. */
    static final int MAX_CHARACTERS = 1 << 20;
    /** How deep values may be nested. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER_LENGTH = 40;
    /** Named, not searched for: a container's own provider has other limits and other messages. */
    private static final JsonProviderImpl JSON = new JsonProviderImpl();

    private final String name;
    private final JsonParser parser;

    private RulesJson(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * Reads one text.
     *
     * @param name what messages call the text, such as {@code variations}; may be empty
     * @throws RuleException if it is no JSON, exceeds a limit or repeats a name in an object
     */
    static JsonNode read(String name, String json) {
        String title = name.isEmpty() ? "rules" : name;
        if (json.length() > MAX_CHARACTERS) {
            throw new RuleException(
                    title, json.length() + " characters are too many; expected at most " + MAX_CHARACTERS);
        }
        String text = json.startsWith("\uFEFF") ? json.substring(1) : json;
        if (text.isBlank()) {
            throw new RuleException(title, "found nothing; expected JSON");
        }
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            RulesJson reader = new RulesJson(name, parser);
            JsonNode node = reader.value(parser.next(), name, 0);
            if (parser.hasNext()) {
                parser.next();
                throw reader.problem(title, "more text after the end of the JSON value");
            }
            return node;
        } catch (JsonParsingException failure) {
            throw new RuleException(
                    at(title, failure.getLocation()), "this is not JSON: " + failure.getMessage(), failure);
        } catch (JsonException | NoSuchElementException | IllegalStateException failure) {
            throw new RuleException(title, "this is not JSON: " + failure.getMessage(), failure);
        }
    }

    private JsonNode value(Event event, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw problem(path, "nested too deep; expected at most " + MAX_DEPTH + " levels");
        }
        JsonLocation start = parser.getLocation();
        Object value = switch (event) {
            case START_OBJECT -> members(path, depth);
            case START_ARRAY -> items(path, depth);
            case VALUE_STRING -> text(path);
            case VALUE_NUMBER -> number(path);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw problem(path, "expected a JSON value");
        };
        return new JsonNode(value, path.isEmpty() ? "rules" : path, start.getLineNumber(), start.getColumnNumber());
    }

    private Map<String, JsonNode> members(String path, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (parser.next() != Event.END_OBJECT) {
            String key = text(path);
            String keyPath = path.isEmpty() ? MessageText.name(key) : path + "." + MessageText.name(key);
            if (members.containsKey(key)) {
                throw problem(path, "the name " + MessageText.text(key) + " stands here twice");
            }
            members.put(key, value(parser.next(), keyPath, depth + 1));
        }
        return members;
    }

    private List<JsonNode> items(String path, int depth) {
        List<JsonNode> items = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            items.add(value(event, path + "[" + items.size() + "]", depth + 1));
        }
        return items;
    }

    private String text(String path) {
        String text = parser.getString();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw problem(path, "found half of a surrogate pair in " + MessageText.text(text));
        }
        return text;
    }

    /** Never through {@code BigDecimal}, which would let {@code 1e999999999} unfold to a billion digits. */
    private Object number(String path) {
        String text = parser.getString();
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw problem(path, "a number has at most " + MAX_NUMBER_LENGTH + " characters");
        }
        if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLong) {
                return new BigInteger(text);
            }
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw problem(path, "the number " + text + " is too large");
        }
        return number;
    }

    private RuleException problem(String path, String problem) {
        String title = path.isEmpty() ? name.isEmpty() ? "rules" : name : path;
        return new RuleException(at(title, parser.getLocation()), problem);
    }

    private static String at(String path, JsonLocation location) {
        return location.getLineNumber() < 1
                ? path
                : path + " (line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ")";
    }
}
