package dev.attune.internal.check;

import dev.attune.decision.Personalization;
import dev.attune.decision.RequestAttribute;
import dev.attune.decision.RequestFacts;
import dev.attune.decision.Visitor;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.json.JsonReader;
import dev.attune.internal.json.TraitsJson;
import dev.attune.internal.request.Geo;
import dev.attune.internal.request.RequestReader;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line assumes of requests, beside what a log says.
 *
 * @param values by the names of attributes, such as {@code request.country}
 * @param at when they come, or null for the log's time, or else now
 */
record AssumedRequest(Map<String, Object> values, @Nullable ZonedDateTime at, InstantSource clock) {

    /** Reads {@code {"country": "DE", "query.ref": "news"}}. */
    static Map<String, Object> values(String json, String where) {
        try {
            return values(TraitsJson.read(json, JsonReader.Limits.OPERATORS), where);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(where + e.getMessage());
        }
    }

    static Map<String, Object> values(Map<?, ?> named, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            try {
                RequestAttribute attribute = RequestAttribute.parse(RequestAttribute.PREFIX + name);
                if (value != null) {
                    values.put(attribute.toString(), value);
                }
            } catch (IllegalArgumentException e) {
                throw BadInputException.of(where + e.getMessage());
            }
        });
        return values;
    }

    /** Returns a visitor who sends a request. */
    Visitor sent(NamedVisitor visitor, LoggedRequest request, Personalization rules) {
        Map<String, Object> known = new HashMap<>(values);
        known.putAll(visitor.request());
        ZoneId zone = at == null ? ZoneOffset.UTC : at.getZone();
        Instant logged = request.time() == null ? clock.instant() : request.time();
        RequestFacts said = new RequestReader(Geo.NONE, zone, agent -> false)
                .read(
                        new LoggedRequest(
                                request.user(),
                                request.path(),
                                request.query(),
                                request.referrer(),
                                request.agent(),
                                at == null ? logged : at.toInstant()),
                        ranges -> RulesAccess.get().language(rules, ranges));
        return visitor.visitor().withRequest(new Facts(known, said, rules));
    }

    /** An assumption comes before the log. */
    private record Facts(Map<String, Object> known, RequestFacts said, Personalization rules) implements RequestFacts {
        @Override
        public @Nullable Object value(RequestAttribute attribute) {
            Object value = known.get(attribute.toString());
            if (value != null) {
                return value;
            }
            return switch (attribute.kind()) {
                case LANGUAGE ->
                    known.get("request.languages") instanceof List<?> read
                            ? RulesAccess.get()
                                    .language(
                                            rules,
                                            read.stream().map(String::valueOf).toList())
                            : said.value(attribute);
                case LANGUAGES ->
                    known.get("request.language") instanceof String language
                            ? List.of(language)
                            : said.value(attribute);
                default -> said.value(attribute);
            };
        }

        @Override
        public @Nullable Instant time() {
            return said.time();
        }
    }
}
