package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import dev.attune.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of the rules, which knows where it stands.
 *
 * @param value null, {@link String}, {@link Long}, {@link Double}, {@link Boolean}, a {@link List} of nodes or a
 *     {@link Map} of names to nodes
 * @param path the way to it, such as {@code variations[1].when}
 * @param line the line where it starts, from 1
 * @param column the column behind its first sign, from 1
 */
record JsonNode(@Nullable Object value, String path, long line, long column) {

    /** Returns what stops the deployment. */
    RuleException problem(String problem) {
        return problem(problem, null);
    }

    RuleException problem(String problem, @Nullable Throwable cause) {
        return new RuleException(where(), problem, cause);
    }

    /** Returns the place as a message names it. */
    String where() {
        return path + lineAndColumn();
    }

    /** Returns the place in the text as a message names it, behind a name. */
    String lineAndColumn() {
        return " (line " + line + ", column " + column + ")";
    }

    RuleException unexpected(String expected) {
        return problem("found " + shown() + "; expected " + expected);
    }

    private String shown() {
        if (value instanceof String text) {
            return MessageText.text(text);
        }
        if (value instanceof List<?>) {
            return "an array";
        }
        return value instanceof Map<?, ?> ? "an object" : String.valueOf(value);
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isArray() {
        return value instanceof List;
    }

    @SuppressWarnings("unchecked") // only RulesJson makes maps, and makes them of nodes
    Map<String, JsonNode> object(String expected) {
        if (value instanceof Map<?, ?>) {
            return (Map<String, JsonNode>) value;
        }
        throw unexpected(expected);
    }

    @SuppressWarnings("unchecked") // only RulesJson makes lists, and makes them of nodes
    List<JsonNode> array(String expected) {
        if (value instanceof List<?>) {
            return (List<JsonNode>) value;
        }
        throw unexpected(expected);
    }

    String text(String expected) {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected(expected);
    }

    double number(String expected) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw unexpected(expected);
    }

    boolean flag(String expected) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unexpected(expected);
    }

    /** Returns an object's members, all of whose names must be known. */
    Map<String, JsonNode> members(String expected, Collection<String> known) {
        Map<String, JsonNode> members = object(expected);
        members.forEach((name, member) -> {
            if (!known.contains(name)) {
                throw member.problem("unknown name " + MessageText.text(name) + NearestName.hint(name, known));
            }
        });
        return members;
    }

    /** Returns the value without its places, in the types that a profile's traits have. */
    @Nullable
    Object plain() {
        if (value instanceof List<?>) {
            List<@Nullable Object> plain = new ArrayList<>();
            array("").forEach(item -> plain.add(item.plain()));
            return Collections.unmodifiableList(plain);
        }
        if (value instanceof Map<?, ?>) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            object("").forEach((name, item) -> plain.put(name, item.plain()));
            return Collections.unmodifiableMap(plain);
        }
        return value;
    }
}
