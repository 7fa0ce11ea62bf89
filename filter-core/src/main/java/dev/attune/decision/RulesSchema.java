package dev.attune.decision;

import dev.attune.experiment.HashAttribute;
import dev.attune.internal.decision.RulesPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of a rules file, made of the names that the readers of rules know, so that editors can complete them. */
public final class RulesSchema {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");
    private static final Map<String, Object> SHARE = ordered("type", "number", "minimum", 0, "maximum", 1);
    private static final Map<String, Object> PATH = ordered("type", "string", "pattern", "^/");
    private static final Map<String, Object> CONDITION = ref("condition");
    private static final Map<String, Object> TEXTS =
            Map.of("oneOf", List.of(TEXT, ordered("type", "object", "additionalProperties", TEXT, "minProperties", 1)));
    private static final Map<String, Object> TIME = ordered("type", "string", "format", "date-time");

    /** What every rule may say. */
    private static final Map<String, Object> VALIDITY = ordered(
            "enabled",
            FLAG,
            "from",
            TIME,
            "until",
            TIME,
            "hosts",
            ordered("type", "array", "items", TEXT, "minItems", 1),
            "name",
            TEXT);

    private RulesSchema() {}

    /**
     * Returns the schema.
     *
     * @param settings the names of settings and what they are for
     */
    public static Map<String, Object> of(Map<String, String> settings) {
        Map<String, Object> schema =
                ordered("$schema", "https://json-schema.org/draft/2020-12/schema", "title", "Rules of Attune");
        schema.putAll(object(
                RulesReader.FILE,
                Map.of(
                        RulesReader.SCHEMA,
                        TEXT,
                        RulesPart.VARIATIONS.label(),
                        list(ordered(
                                "if", Map.of("required", List.of(ExperimentReader.EXPERIMENT)),
                                "then", ref("experiment"),
                                "else", ref("variation"))),
                        RulesPart.CLIENT_TRAITS.label(),
                        ordered("type", "object", "additionalProperties", ref("clientTrait")),
                        RulesPart.PAGE_COLOR.label(),
                        ref("pageColor"),
                        RulesPart.CONTENT.label(),
                        list(ref("content")),
                        RulesPart.CACHE.label(),
                        list(ref("cache")),
                        RulesReader.GROUPS,
                        ordered(
                                "type",
                                "object",
                                "additionalProperties",
                                list(Map.of("type", List.of("string", "number", "boolean")))),
                        RulesReader.HOLDOUTS,
                        ordered("type", "object", "additionalProperties", ref("holdout")),
                        SettingsPart.NAME,
                        settings(settings))));
        schema.put("$defs", definitions());
        return schema;
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> trust =
                Map.of("enum", Arrays.stream(Trust.values()).map(Trust::label).toList());
        Map<String, Object> attribute = Map.of(
                "enum",
                Arrays.stream(HashAttribute.values()).map(HashAttribute::label).toList());
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(
                "variation",
                object(
                        RulesReader.VARIATION,
                        with(VALIDITY, Map.of("route", PATH, "when", CONDITION, "trust", trust, "serve", PATH)),
                        "route",
                        "serve"));
        Map<String, Object> members = new LinkedHashMap<>(Map.of(
                "route",
                PATH,
                ExperimentReader.EXPERIMENT,
                TEXT,
                "weights",
                list(SHARE),
                "serve",
                list(ordered("type", List.of("string", "null"), "pattern", "^/")),
                "when",
                CONDITION,
                "trust",
                trust,
                "coverage",
                SHARE,
                "holdout",
                TEXT,
                "hashVersion",
                Map.of("enum", List.of(1, 2)),
                "hashAttribute",
                attribute));
        members.putAll(Map.of(
                "namespace",
                object(
                        ExperimentReader.NAMESPACE,
                        Map.of(
                                "name",
                                TEXT,
                                "range",
                                ordered("type", "array", "items", SHARE, "minItems", 2, "maxItems", 2)),
                        "name",
                        "range"),
                "seed",
                TEXT,
                "sticky",
                FLAG,
                "variationNames",
                list(TEXT)));
        members.putAll(VALIDITY);
        definitions.put(
                "experiment", object(ExperimentReader.MEMBERS, members, "route", ExperimentReader.EXPERIMENT, "serve"));
        Map<String, Object> clientTrait = object(
                RulesReader.CLIENT_TRAIT,
                with(VALIDITY, Map.of("trait", TEXT, "when", CONDITION, "trust", trust, RulesReader.LATE, FLAG)));
        clientTrait.put("oneOf", List.of(Map.of("required", List.of("trait")), Map.of("required", List.of("when"))));
        definitions.put("clientTrait", clientTrait);
        definitions.put(
                "pageColor",
                object(
                        RulesReader.PAGE_COLOR,
                        with(VALIDITY, Map.of("trait", TEXT, "trust", trust, RulesReader.LATE, FLAG)),
                        "trait"));
        definitions.put("content", content(trust));
        definitions.put(
                "cache",
                object(
                        CacheReader.MEMBERS,
                        Map.of("route", PATH, "shared", TEXT, "first", Map.of("enum", CacheReader.FIRST)),
                        "route",
                        "shared"));
        definitions.put(
                "holdout",
                object(
                        ExperimentReader.HOLDOUT,
                        Map.of("share", SHARE, "all", FLAG, "hashAttribute", attribute),
                        "share"));
        definitions.put("condition", condition());
        return definitions;
    }

    private static Map<String, Object> content(Map<String, Object> trust) {
        Map<String, Object> members = new LinkedHashMap<>(Map.of(
                "route",
                PATH,
                "when",
                CONDITION,
                "trust",
                trust,
                "select",
                TEXT,
                "value",
                TEXTS,
                RulesReader.LATE,
                FLAG));
        members.putAll(VALIDITY);
        List<Object> actions = new ArrayList<>();
        RulesReader.ACTIONS.forEach((name, action) -> {
            members.put(name, operand(action));
            actions.add(Map.of("required", action.isBlock() ? List.of(name) : List.of(name, "select")));
        });
        Map<String, Object> content = object(RulesReader.CONTENT, members, "route");
        content.put("oneOf", actions);
        return content;
    }

    private static Map<String, Object> operand(Edit.Action action) {
        return switch (action) {
            case REMOVE -> Map.of("const", true);
            case ATTRIBUTE, APPEND_ATTRIBUTE, STYLE, SCRIPT -> TEXT;
            default -> TEXTS;
        };
    }

    private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> others) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }

    /** Names with a dollar are those of logic; all others are traits, compared with a value or by operators. */
    private static Map<String, Object> condition() {
        Map<String, Object> logic = new LinkedHashMap<>();
        ConditionCompiler.LOGIC.forEach(name -> logic.put(name, name.equals("$not") ? CONDITION : list(CONDITION)));
        Map<String, Object> operators = new LinkedHashMap<>();
        ConditionCompiler.OPERATORS.forEach(name -> operators.put(name, Map.of()));
        Map<String, Object> condition = ordered("type", "object", "properties", logic);
        condition.put("patternProperties", Map.of("^[^$]", ordered("properties", operators)));
        condition.put("additionalProperties", false);
        return condition;
    }

    private static Map<String, Object> settings(Map<String, String> settings) {
        Map<String, Object> members = new LinkedHashMap<>();
        settings.forEach((name, meaning) ->
                members.put(name, ordered("type", List.of("string", "number", "boolean"), "description", meaning)));
        return object(settings.keySet(), members);
    }

    /** @throws IllegalStateException if there is a name without a schema: a reader has learned it since */
    private static Map<String, Object> object(Collection<String> names, Map<String, ?> members, String... required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : names) {
            Object schema = members.get(name);
            if (schema == null) {
                throw new IllegalStateException("there is no schema of " + name);
            }
            properties.put(name, schema);
        }
        Map<String, Object> object = ordered("type", "object", "properties", properties);
        object.put("additionalProperties", false);
        if (required.length > 0) {
            object.put("required", List.of(required));
        }
        return object;
    }

    private static Map<String, Object> list(Object items) {
        return ordered("type", "array", "items", items);
    }

    private static Map<String, Object> ref(String definition) {
        return Map.of("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
