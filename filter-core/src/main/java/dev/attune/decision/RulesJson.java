package dev.attune.decision;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonReader;
import dev.attune.internal.text.MessageText;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the JSON of rules into nodes that know their places. */
final class RulesJson {
    /** The most characters of one text. */
    static final int MAX_CHARACTERS = 1 << 20;
    /** How deep values may be nested. */
    static final int MAX_DEPTH = 32;

    private static final JsonReader.Limits LIMITS =
            new JsonReader.Limits(MAX_DEPTH, MAX_CHARACTERS, MAX_CHARACTERS, 40, false);

    /** A text within JSON, which may hold a URL. */
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private final String title;
    private final JsonReader json;

    private RulesJson(String title, JsonReader json) {
        this.title = title;
        this.json = json;
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
        CutText source = new CutText(text);
        try (JsonReader reader = new JsonReader(source, LIMITS)) {
            RulesJson rules = new RulesJson(title, reader);
            JsonNode node = rules.value(reader.next(), name, 0);
            if (reader.hasNext()) {
                reader.next();
                throw rules.problem(title, "more text after the end of the JSON value");
            }
            return node;
        } catch (BadJsonException e) {
            long line = source.isCut() ? source.lastLine() : e.line();
            long column = source.isCut() ? source.lastColumn() : e.column();
            throw new RuleException(at(title, line, column), e.getMessage() + hint(text, line, column), e);
        }
    }

    /** Returns what most likely is wrong, without a word of the text, which may hold a secret. */
    private static String hint(String text, long line, long column) {
        String found = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        String before = TEXT.matcher(found.substring(0, (int) Math.max(0, Math.min(found.length(), column))))
                .replaceAll("");
        return before.contains("//") || before.contains("/*") || before.endsWith("/")
                ? "; JSON has no comments"
                : "; look for a comma, quote or bracket that is missing or too many, here or just before";
    }

    private JsonNode value(Event event, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw problem(path, "nested too deep; expected at most " + MAX_DEPTH + " levels");
        }
        long line = json.line();
        long column = json.column();
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
        return new JsonNode(value, path.isEmpty() ? title : path, line, column);
    }

    private Map<String, JsonNode> members(String path, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (json.next() != Event.END_OBJECT) {
            String key = text(path);
            String keyPath = path.isEmpty() ? MessageText.name(key) : path + "." + MessageText.name(key);
            if (members.containsKey(key)) {
                throw problem(path, "the name " + MessageText.text(key) + " stands here twice");
            }
            members.put(key, value(json.next(), keyPath, depth + 1));
        }
        return members;
    }

    private List<JsonNode> items(String path, int depth) {
        List<JsonNode> items = new ArrayList<>();
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            items.add(value(event, path + "[" + items.size() + "]", depth + 1));
        }
        return items;
    }

    private String text(String path) {
        String text = json.text();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw problem(path, "found half of a surrogate pair in " + MessageText.text(text));
        }
        return text;
    }

    private Object number(String path) {
        try {
            return json.number();
        } catch (BadJsonException e) {
            throw problem(path, String.valueOf(e.getMessage()));
        }
    }

    private RuleException problem(String path, String problem) {
        return new RuleException(at(path.isEmpty() ? title : path, json.line(), json.column()), problem);
    }

    private static String at(String path, long line, long column) {
        return line < 1 ? path : path + " (line " + line + ", column " + column + ")";
    }
}
