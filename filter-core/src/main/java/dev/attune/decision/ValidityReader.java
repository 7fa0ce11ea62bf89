package dev.attune.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from the JSON of rules when and where a rule is in force, and what it is called. */
final class ValidityReader {
    /** What every rule may say. */
    static final List<String> MEMBERS = List.of("enabled", "from", "until", "hosts", "name");

    private static final String TIME = "a time with its zone such as \"2026-12-24T18:00:00+01:00\"";
    private static final String HOSTS = "an array of hosts such as [\"shop.example\", \"*.shop.example\"]";
    private static final String HOST = "(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*";

    private ValidityReader() {}

    static Validity read(Map<String, JsonNode> members) {
        JsonNode enabled = members.get("enabled");
        JsonNode end = members.get("until");
        Instant from = time(members.get("from"));
        Instant until = time(end);
        if (from != null && until != null && end != null && !from.isBefore(until)) {
            throw end.problem("until is not later than from");
        }
        return new Validity(enabled == null || enabled.flag("true or false"), from, until, hosts(members.get("hosts")));
    }

    /** Returns the name for people behind the rule's place, or the place where it has none. */
    static String named(String place, Map<String, JsonNode> members) {
        JsonNode name = members.get("name");
        if (name == null) {
            return place;
        }
        int position = place.indexOf(" (line ");
        String path = position < 0 ? place : place.substring(0, position);
        return path + " \"" + name.text("a name for reports") + "\"" + place.substring(path.length());
    }

    private static @Nullable Instant time(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(node.text(TIME)).toInstant();
        } catch (DateTimeException mistake) {
            throw node.unexpected(TIME);
        }
    }

    static boolean isHost(String name) {
        return name.matches(HOST);
    }

    private static List<String> hosts(@Nullable JsonNode node) {
        List<String> hosts = new ArrayList<>();
        if (node != null) {
            for (JsonNode item : node.array(HOSTS)) {
                String host = item.text("a host").toLowerCase(Locale.ROOT);
                if (!isHost(host)) {
                    throw item.unexpected("a host without a port, such as \"shop.example\" or \"*.shop.example\"");
                }
                hosts.add(host);
            }
            if (hosts.isEmpty()) {
                throw node.unexpected(HOSTS);
            }
        }
        return List.copyOf(hosts);
    }
}
