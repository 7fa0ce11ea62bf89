package dev.attune.decision;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from JSON which pages shared caches may keep. */
final class CacheReader {
    static final List<String> MEMBERS = List.of("route", "shared", "first");
    static final List<String> FIRST = List.of("origin", "default");

    private static final String TIME = "a duration from \"1s\" to \"1d\", such as \"5m\"";
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})([smhd])");

    private CacheReader() {}

    static CacheRule rule(JsonNode node) {
        Map<String, JsonNode> members =
                node.members("an object such as {\"route\": \"/\", \"shared\": \"5m\"}", MEMBERS);
        JsonNode route = members.get("route");
        JsonNode shared = members.get("shared");
        if (route == null || shared == null) {
            throw node.problem(route == null ? "\"route\" is missing" : "\"shared\" is missing");
        }
        Route.parse(route.where(), route.text("a route such as \"/\" or \"/shop/*\""));
        return CacheRule.of(shared.where(), route.text(""), duration(shared), isDefaultFirst(members));
    }

    private static boolean isDefaultFirst(Map<String, JsonNode> members) {
        JsonNode first = members.get("first");
        if (first == null) {
            return false;
        }
        String expected = "\"origin\" or \"default\"";
        String text = first.text(expected);
        if (!FIRST.contains(text)) {
            throw first.unexpected(expected);
        }
        return text.equals("default");
    }

    private static Duration duration(JsonNode node) {
        String text = node.text(TIME);
        Matcher parts = SHORT.matcher(text);
        try {
            return Duration.parse(
                    !parts.matches()
                            ? text
                            : parts.group(2).equals("d") ? "P" + text.toUpperCase(Locale.ROOT) : "PT" + text);
        } catch (DateTimeException mistake) {
            throw node.unexpected(TIME);
        }
    }
}
