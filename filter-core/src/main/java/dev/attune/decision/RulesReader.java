package dev.attune.decision;

import dev.attune.internal.decision.RulesPart;
import dev.attune.internal.text.Label;
import dev.attune.internal.text.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads rules in JSON and hands them to a builder: what configuration says becomes what code would have said. */
final class RulesReader {
    /** For editors only. */
    static final String SCHEMA = "$schema";

    static final String GROUPS = "groups";
    static final String HOLDOUTS = "holdouts";
    static final String LATE = "late";
    static final List<String> FILE = List.of(
            "variations", "clientTraits", "pageColor", "content", "cache", GROUPS, HOLDOUTS, SettingsPart.NAME, SCHEMA);
    static final List<String> VARIATION = withValidity("route", "when", "trust", "serve");
    static final List<String> CLIENT_TRAIT = withValidity("trait", "when", "trust", LATE);
    static final List<String> PAGE_COLOR = withValidity("trait", "trust", LATE);
    private static final String TEXTS = "texts by language such as {\"en\": \"Hello\", \"de\": \"Hallo\"}";
    private static final String TRUST = "\"claimed\", \"signed\" or \"principal\"";
    static final Map<String, Edit.Action> ACTIONS = actions();
    static final Set<String> CONTENT = contentNames();

    private final Personalization.Builder rules;
    private final Map<String, ValueSet> groups;

    RulesReader(Personalization.Builder rules, Map<String, ValueSet> groups) {
        this.rules = rules;
        this.groups = groups;
    }

    private static Map<String, Edit.Action> actions() {
        Map<String, Edit.Action> actions = new LinkedHashMap<>();
        for (Edit.Action action : Edit.Action.values()) {
            actions.put(Label.camelCase(action), action);
        }
        return actions;
    }

    private static List<String> withValidity(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(ValidityReader.MEMBERS);
        return List.copyOf(all);
    }

    private static Set<String> contentNames() {
        Set<String> names = new TreeSet<>(ACTIONS.keySet());
        names.addAll(withValidity("route", "when", "trust", "select", "value", LATE));
        return names;
    }

    void file(String json) {
        Map<String, JsonNode> parts = groupsOf(json);
        for (RulesPart part : RulesPart.values()) {
            JsonNode node = parts.get(part.label());
            if (node != null) {
                part(part, node);
            }
        }
    }

    /** Takes over a file's groups and hold-outs, and returns all of the file's parts. */
    Map<String, JsonNode> groupsOf(String json) {
        Map<String, JsonNode> parts =
                RulesJson.read("", json).members("an object with " + String.join(", ", FILE), FILE);
        JsonNode schema = parts.get(SCHEMA);
        if (schema != null) {
            var unused = schema.text("the address of a JSON Schema");
        }
        JsonNode named = parts.get(GROUPS);
        if (named != null) {
            groups(named);
        }
        JsonNode holdouts = parts.get(HOLDOUTS);
        if (holdouts != null) {
            ExperimentReader.holdouts(holdouts).forEach(rules::holdout);
        }
        return parts;
    }

    void part(RulesPart part, String json) {
        part(part, RulesJson.read(part.label(), json));
    }

    private void part(RulesPart part, JsonNode node) {
        switch (part) {
            case VARIATIONS -> node.array("an array of variations").forEach(this::variation);
            case CLIENT_TRAITS -> clientTraits(node);
            case PAGE_COLOR -> pageColor(node);
            case CONTENT -> node.array("an array of edits").forEach(this::content);
            case CACHE -> node.array("an array of routes").forEach(route -> rules.add(CacheReader.rule(route)));
        }
    }

    private void groups(JsonNode node) {
        node.object("an object: the name of a group → an array of its values").forEach((name, values) -> {
            List<@Nullable Object> plain = new ArrayList<>();
            values.array("an array of texts, numbers or booleans").forEach(value -> {
                if (value.isArray() || value.isObject() || value.value() == null) {
                    throw value.unexpected("a text, a number or a boolean");
                }
                plain.add(value.value());
            });
            groups.put(name, new ValueSet(plain, false));
        });
    }

    private void variation(JsonNode node) {
        String example = "a variation such as {\"route\": \"/\", \"serve\": \"/home-eu\"}";
        if (node.object(example).containsKey(ExperimentReader.EXPERIMENT)) {
            experiment(node);
            return;
        }
        Map<String, JsonNode> members = node.members(example, VARIATION);
        JsonNode serve = required(node, members, "serve");
        rules.add(new VariationRule.Fixed(
                terms(node.path(), route(node, members), members),
                Variation.of(PathSyntax.checked(serve.where(), serve.text("a path such as \"/home-eu\"")))));
    }

    private void experiment(JsonNode node) {
        Map<String, JsonNode> members = node.members("an experiment", ExperimentReader.MEMBERS);
        rules.add(new ExperimentRule.Draft(
                terms(node.path(), route(node, members), members),
                ExperimentReader.experiment(node, members),
                ExperimentReader.paths(required(node, members, "serve"))));
    }

    private void clientTraits(JsonNode node) {
        Map<String, JsonNode> traits = node.object("an object such as {\"firstName\": {\"trait\": \"first_name\"}}");
        rules.clientTraits();
        traits.forEach((name, rule) -> {
            Map<String, JsonNode> members = rule.members("an object with \"trait\" or \"when\"", CLIENT_TRAIT);
            ClientValues.checkedName(rule.where(), name);
            JsonNode trait = members.get("trait");
            Condition when = when(members);
            Terms terms = siteTerms(rule.path(), members);
            if (when != null && trait == null) {
                rules.add(ClientTraitRule.asked(terms, name, when));
            } else if (when == null && trait != null) {
                rules.add(ClientTraitRule.copied(terms, name, place(trait)));
            } else {
                throw rule.unexpected("either \"trait\" or \"when\"");
            }
        });
    }

    private void pageColor(JsonNode node) {
        Map<String, JsonNode> members = node.members("an object such as {\"trait\": \"favorite_color\"}", PAGE_COLOR);
        Place trait = place(required(node, members, "trait"));
        Terms terms = siteTerms(node.path(), members).reading(List.of(trait));
        rules.add(new PageColorRule(terms, visitor -> trait.textIn(terms.seen(visitor))));
    }

    private void content(JsonNode node) {
        Map<String, JsonNode> members = node.members(
                "an edit such as {\"route\": \"/\", \"select\": \"h1\", \"text\": \"Hello {first_name}\"}", CONTENT);
        Terms terms = terms(node.where(), route(node, members), members);
        Edit.Action action = action(node, members);
        if (isLate(members)) {
            if (action != Edit.Action.TEXT) {
                throw node.problem("\"late\" goes with text, not with " + Label.camelCase(action));
            }
            terms = terms.late(true);
        }
        JsonNode value = value(node, members, action);
        if (value.isObject() && action != Edit.Action.REMOVE && !action.isBlock()) {
            Map<String, Edit> edits = new LinkedHashMap<>();
            value.object(TEXTS)
                    .forEach((tag, text) ->
                            edits.put(checkedTag(text, tag), edit(node, members, action, template(text))));
            if (edits.isEmpty()) {
                throw value.unexpected(TEXTS);
            }
            rules.add(ContentRule.of(terms, edits));
        } else {
            rules.add(ContentRule.of(terms, edit(node, members, action, operand(value, action))));
        }
    }

    private static String checkedTag(JsonNode text, String tag) {
        if (!tag.matches("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")) {
            throw text.problem(MessageText.text(tag) + " is no language; expected " + TEXTS);
        }
        return tag;
    }

    private static Edit edit(JsonNode node, Map<String, JsonNode> members, Edit.Action action, String value) {
        if (action.isBlock()) {
            JsonNode select = members.get("select");
            if (select != null) {
                throw select.problem(Label.camelCase(action) + " goes into the head and selects no element");
            }
            return new Edit("", action, null, value);
        }
        JsonNode select = required(node, members, "select");
        String selector = select.text("a CSS selector");
        if (selector.isBlank()) {
            throw select.unexpected("a CSS selector");
        }
        String name = isOfAttribute(action) ? attributeName(required(node, members, Label.camelCase(action))) : null;
        return new Edit(selector, action, name, value);
    }

    private static boolean isOfAttribute(Edit.Action action) {
        return action == Edit.Action.ATTRIBUTE || action == Edit.Action.APPEND_ATTRIBUTE;
    }

    private static Edit.Action action(JsonNode node, Map<String, JsonNode> members) {
        List<String> named =
                members.keySet().stream().filter(ACTIONS::containsKey).toList();
        if (named.size() != 1) {
            throw node.problem("found " + (named.isEmpty() ? "no action" : String.join(" and ", named))
                    + "; expected exactly one of " + String.join(", ", ACTIONS.keySet()));
        }
        return Objects.requireNonNull(ACTIONS.get(named.get(0)));
    }

    /** Returns what holds the text of an edit. */
    private static JsonNode value(JsonNode node, Map<String, JsonNode> members, Edit.Action action) {
        JsonNode value = members.get("value");
        if (isOfAttribute(action)) {
            return required(node, members, "value");
        }
        if (value != null) {
            throw value.problem(
                    "value only goes with attribute and appendAttribute, not with " + Label.camelCase(action));
        }
        return required(node, members, Label.camelCase(action));
    }

    private static String operand(JsonNode value, Edit.Action action) {
        return switch (action) {
            case REMOVE -> {
                if (!value.flag("true")) {
                    throw value.unexpected("true");
                }
                yield "";
            }
            case STYLE, SCRIPT -> value.text("a text, which is taken as it is");
            default -> template(value);
        };
    }

    private static String template(JsonNode value) {
        String text = value.text("a text, in which {trait_name} is replaced, or texts by language");
        Template.parse(value.where(), text);
        return text;
    }

    private static String attributeName(JsonNode node) {
        String name = node.text("an attribute's name");
        boolean valid = !name.isEmpty()
                && name.chars().noneMatch(c -> c <= ' ' || Character.isISOControl(c) || "\"'<>/=`".indexOf(c) >= 0);
        if (!valid) {
            throw node.unexpected("an attribute's name such as \"title\"");
        }
        return name;
    }

    private static Place place(JsonNode node) {
        String name = node.text("the name of a trait");
        if (name.isBlank()) {
            throw node.unexpected("the name of a trait");
        }
        try {
            return Places.named(name);
        } catch (IllegalArgumentException mistake) {
            throw node.problem(String.valueOf(mistake.getMessage()), mistake);
        }
    }

    /** Returns what every rule may say beside what it does. */
    private Terms terms(String name, Route route, Map<String, JsonNode> members) {
        return Terms.of(ValidityReader.named(name, members), route, when(members), trust(members))
                .valid(ValidityReader.read(members));
    }

    /** Returns the terms of a rule that holds on every page. */
    private static Terms siteTerms(String name, Map<String, JsonNode> members) {
        return Terms.of(ValidityReader.named(name, members), null, null, trust(members))
                .valid(ValidityReader.read(members))
                .late(isLate(members));
    }

    private static boolean isLate(Map<String, JsonNode> members) {
        JsonNode late = members.get(LATE);
        return late != null && late.flag("true or false");
    }

    private static Route route(JsonNode node, Map<String, JsonNode> members) {
        JsonNode route = required(node, members, "route");
        return Route.parse(route.where(), route.text("a route such as \"/\" or \"/shop/*\""));
    }

    private @Nullable Condition when(Map<String, JsonNode> members) {
        JsonNode when = members.get("when");
        return when == null ? null : new ConditionCompiler(groups, false).condition(when);
    }

    /** Returns how much trust in who the visitor is a rule needs: none where it says nothing. */
    private static Trust trust(Map<String, JsonNode> members) {
        JsonNode trust = members.get("trust");
        if (trust == null) {
            return Trust.CLAIMED;
        }
        String label = trust.text(TRUST);
        return Arrays.stream(Trust.values())
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseThrow(() -> trust.unexpected(TRUST));
    }

    static JsonNode required(JsonNode node, Map<String, JsonNode> members, String name) {
        JsonNode member = members.get(name);
        if (member == null) {
            throw node.problem("\"" + name + "\" is missing");
        }
        return member;
    }
}
