package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import dev.attune.internal.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns a condition's JSON into tests. */
final class ConditionCompiler {
    static final Set<String> LOGIC = new TreeSet<>(Set.of("$and", "$or", "$nor", "$not"));
    static final Set<String> OPERATORS = new TreeSet<>(Set.of(
            "$eq",
            "$ne",
            "$lt",
            "$lte",
            "$gt",
            "$gte",
            "$in",
            "$nin",
            "$ini",
            "$nini",
            "$all",
            "$alli",
            "$regex",
            "$regexi",
            "$not",
            "$exists",
            "$type",
            "$elemMatch",
            "$size",
            "$inGroup",
            "$notInGroup",
            "$veq",
            "$vne",
            "$vgt",
            "$vgte",
            "$vlt",
            "$vlte"));
    /** What people write for operators. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("equals", "$eq"),
            Map.entry("equal", "$eq"),
            Map.entry("is", "$eq"),
            Map.entry("=", "$eq"),
            Map.entry("==", "$eq"),
            Map.entry("notequals", "$ne"),
            Map.entry("not", "$not"),
            Map.entry("!=", "$ne"),
            Map.entry("<", "$lt"),
            Map.entry("<=", "$lte"),
            Map.entry(">", "$gt"),
            Map.entry(">=", "$gte"),
            Map.entry("oneof", "$in"),
            Map.entry("notin", "$nin"),
            Map.entry("matches", "$regex"));

    private static final Map<String, String> LOGIC_WORDS = Map.of(
            "and", "$and", "or", "$or", "nor", "$nor", "not", "$not", "any", "$or", "all", "$and", "none", "$nor");

    private static final Set<String> TYPES =
            new TreeSet<>(Set.of("string", "number", "boolean", "array", "object", "null"));

    private static final String CONDITION = "a condition such as {\"plan\": \"pro\"}";

    private final Map<String, ValueSet> groups;
    private final boolean lenient;
    private final Set<RequestAttribute> attributes = new LinkedHashSet<>();
    private final Set<String> languages = new LinkedHashSet<>();

    /** A lenient compiler makes a test that never fits of an operator that it cannot understand. */
    ConditionCompiler(Map<String, ValueSet> groups, boolean lenient) {
        this.groups = groups;
        this.lenient = lenient;
    }

    /** Compiles a condition on a visitor: the profile's traits, and the request. */
    Condition condition(JsonNode condition) {
        ValuePredicate test = object(condition, !lenient);
        return new Condition(
                test, Set.copyOf(attributes), Set.copyOf(languages), Objects.requireNonNull(condition.plain()));
    }

    /**
     * Compiles a condition on an object.
     *
     * @param ofVisitor whether it is the visitor, who sends a request, and no item of an array
     */
    private ValuePredicate object(JsonNode condition, boolean ofVisitor) {
        List<ValuePredicate> tests = new ArrayList<>();
        condition.object(CONDITION).forEach((name, member) -> tests.add(member(name, member, ofVisitor)));
        return ValuePredicate.all(tests);
    }

    private ValuePredicate member(String name, JsonNode member, boolean ofVisitor) {
        return switch (name) {
            case "$and" -> ValuePredicate.all(objects(member, ofVisitor));
            case "$or" -> ValuePredicate.any(objects(member, ofVisitor));
            case "$nor" -> ValuePredicate.not(ValuePredicate.any(objects(member, ofVisitor)));
            case "$not" -> ValuePredicate.not(object(member, ofVisitor));
            default -> {
                if (name.startsWith("$") && !lenient) {
                    throw member.problem(
                            OPERATORS.contains(name)
                                    ? name + " stands inside a trait, as in {\"plan\": {\"" + name + "\": …}}"
                                    : "unknown operator " + MessageText.text(name) + NearestName.hint(name, LOGIC));
                }
                if (!lenient && !isOperators(member)) {
                    refuseLogicWithoutDollar(name, member);
                }
                Place place = ofVisitor && RequestAttribute.isMeant(name) ? request(name, member) : new TraitPath(name);
                yield ValuePredicate.at(place, value(member, false), member);
            }
        };
    }

    private Place request(String name, JsonNode member) {
        RequestAttribute attribute;
        try {
            attribute = RequestAttribute.parse(name);
        } catch (IllegalArgumentException mistake) {
            throw member.problem(String.valueOf(mistake.getMessage()), mistake);
        }
        attributes.add(attribute);
        if (attribute.kind() != RequestAttribute.Kind.LANGUAGE) {
            return new RequestPlace(attribute, LanguageTags.NONE);
        }
        Set<String> named = new LinkedHashSet<>();
        LanguageTags.collect(member.plain(), groups, named);
        languages.addAll(named);
        return new RequestPlace(attribute, LanguageTags.of(named));
    }

    private List<ValuePredicate> objects(JsonNode conditions, boolean ofVisitor) {
        List<ValuePredicate> tests = new ArrayList<>();
        conditions.array("an array of conditions").forEach(condition -> tests.add(object(condition, ofVisitor)));
        return tests;
    }

    /** Compiles what a trait's value is asked: a plain value, or an object of operators. */
    private ValuePredicate value(JsonNode condition, boolean ignoreCase) {
        Object expected = condition.plain();
        if (expected == null) {
            return value -> value == null;
        }
        if (expected instanceof String text) {
            return ignoreCase
                    ? value -> text.equalsIgnoreCase(Comparison.text(value))
                    : value -> text.equals(Comparison.text(value));
        }
        if (expected instanceof Number) {
            ValuePredicate equal = Comparison.order(expected, false, true, false);
            return value -> value != null && equal.fits(value);
        }
        if (expected instanceof Boolean flag) {
            return value -> Comparison.isTruth(value, flag);
        }
        if (isOperators(condition)) {
            return operators(condition);
        }
        if (!lenient) {
            refuseOperators(condition);
        }
        return value -> Comparison.same(value, expected);
    }

    /**
     * An object without operators is compared as a whole, which is hardly meant where names in it, however deep, are those of
     * operators.
     */
    private static void refuseOperators(JsonNode compared) {
        if (compared.isArray()) {
            compared.array(CONDITION).forEach(ConditionCompiler::refuseOperators);
        } else if (compared.isObject()) {
            compared.object(CONDITION).forEach((name, member) -> {
                refuseOperator(name, member);
                refuseOperators(member);
            });
        }
    }

    private static void refuseOperator(String name, JsonNode member) {
        if (OPERATORS.contains(name)) {
            throw member.problem(
                    MessageText.text(name) + " stands inside a value that is compared as a whole; ask a trait's"
                            + " member by its path, as in {\"address.city\": {\"" + name + "\": …}}");
        }
        String operator = operatorFor(name);
        if (OPERATORS.contains(operator)) {
            throw member.problem(MessageText.text(name) + " without \"$\" is the name of a member; did you mean "
                    + MessageText.text(operator) + "? A trait that is an object is compared with {\"$eq\": {…}}");
        }
    }

    /** Returns the operator that a word most likely stands for, whether there is such an operator or not. */
    private static String operatorFor(String word) {
        String bare = word.startsWith("$") ? word.substring(1) : word;
        return WORDS.getOrDefault(bare.toLowerCase(Locale.ROOT), "$" + bare);
    }

    /** Without its sign, {@code or} is a trait, and is hardly meant where conditions stand in it. */
    private static void refuseLogicWithoutDollar(String name, JsonNode member) {
        String logic = LOGIC_WORDS.get(name.toLowerCase(Locale.ROOT));
        if (logic != null && (logic.equals("$not") ? member.isObject() : holdsObjects(member))) {
            throw member.problem(MessageText.text(name) + " without \"$\" is the name of a trait; did you mean "
                    + MessageText.text(logic) + "? A trait of that name is compared with {\"$eq\": …}");
        }
    }

    private static boolean holdsObjects(JsonNode node) {
        return node.isArray() && node.array(CONDITION).stream().anyMatch(JsonNode::isObject);
    }

    private boolean isOperators(JsonNode condition) {
        if (!condition.isObject()) {
            return false;
        }
        Set<String> names = condition.object(CONDITION).keySet();
        long operators = names.stream().filter(name -> name.startsWith("$")).count();
        if (operators > 0 && operators < names.size() && !lenient) {
            throw condition.problem("operators and names of members are mixed; expected the one or the other");
        }
        return operators > 0 && operators == names.size();
    }

    private ValuePredicate operators(JsonNode condition) {
        List<ValuePredicate> tests = new ArrayList<>();
        condition.object(CONDITION).forEach((operator, operand) -> tests.add(operator(operator, operand)));
        return ValuePredicate.all(tests);
    }

    private ValuePredicate operator(String operator, JsonNode operand) {
        try {
            return strictOperator(operator, operand);
        } catch (RuleException mistake) {
            if (lenient) {
                return ValuePredicate.NEVER;
            }
            throw mistake;
        }
    }

    private ValuePredicate strictOperator(String operator, JsonNode operand) {
        return switch (operator) {
            case "$eq" -> same(operand);
            case "$ne" -> ValuePredicate.not(same(operand));
            case "$lt" -> Comparison.order(ordered(operand), true, false, false);
            case "$lte" -> Comparison.order(ordered(operand), true, true, false);
            case "$gt" -> Comparison.order(ordered(operand), false, false, true);
            case "$gte" -> Comparison.order(ordered(operand), false, true, true);
            case "$in" -> set(operand, false)::meets;
            case "$nin" -> ValuePredicate.not(set(operand, false)::meets);
            case "$ini" -> set(operand, true)::meets;
            case "$nini" -> ValuePredicate.not(set(operand, true)::meets);
            case "$inGroup" -> group(operand)::meets;
            case "$notInGroup" -> ValuePredicate.not(group(operand)::meets);
            case "$all" -> ValuePredicate.items(values(operand, false));
            case "$alli" -> ValuePredicate.items(values(operand, true));
            case "$regex" -> regex(operand, false);
            case "$regexi" -> regex(operand, true);
            case "$not" -> ValuePredicate.not(value(operand, false));
            case "$exists" -> exists(operand);
            case "$type" -> type(operand);
            case "$elemMatch" -> ValuePredicate.item(item(operand));
            case "$size" -> size(operand);
            case "$veq" -> Version.compare(version(operand), order -> order == 0);
            case "$vne" -> ValuePredicate.not(Version.compare(version(operand), order -> order == 0));
            case "$vgt" -> Version.compare(version(operand), order -> order > 0);
            case "$vgte" -> Version.compare(version(operand), order -> order >= 0);
            case "$vlt" -> Version.compare(version(operand), order -> order < 0);
            case "$vlte" -> Version.compare(version(operand), order -> order <= 0);
            default ->
                throw operand.problem("unknown operator " + MessageText.text(operator)
                        + NearestName.hint(operatorFor(operator), OPERATORS));
        };
    }

    private static ValuePredicate same(JsonNode operand) {
        Object expected = operand.plain();
        return value -> Comparison.same(value, expected);
    }

    private static Object ordered(JsonNode operand) {
        if (operand.value() instanceof String || operand.value() instanceof Number) {
            return operand.value();
        }
        throw operand.unexpected("a number or a text");
    }

    private static Object version(JsonNode operand) {
        if (operand.value() instanceof String || operand.value() instanceof Number) {
            return operand.value();
        }
        throw operand.unexpected("a version such as \"2.10.0\"");
    }

    private static ValueSet set(JsonNode operand, boolean ignoreCase) {
        List<JsonNode> items = operand.array("an array of values");
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item.plain()));
        return new ValueSet(values, ignoreCase);
    }

    private ValueSet group(JsonNode operand) {
        String name = operand.text("the name of a group");
        ValueSet group = groups.get(name);
        if (group == null && !lenient) {
            throw operand.problem("there is no group " + MessageText.text(name)
                    + (groups.isEmpty()
                            ? "; expected it under \"groups\" of the rules file"
                            : NearestName.hint(name, groups.keySet())));
        }
        return group == null ? ValueSet.EMPTY : group;
    }

    private List<ValuePredicate> values(JsonNode operand, boolean ignoreCase) {
        List<ValuePredicate> tests = new ArrayList<>();
        operand.array("an array of values").forEach(item -> tests.add(value(item, ignoreCase)));
        return tests;
    }

    private static ValuePredicate regex(JsonNode operand, boolean ignoreCase) {
        try {
            return new GuardedRegex(operand.text("a regular expression"), ignoreCase);
        } catch (PatternSyntaxException mistake) {
            throw operand.problem(
                    "found " + MessageText.text(mistake.getPattern()) + "; expected a regular expression: "
                            + mistake.getDescription(),
                    mistake);
        }
    }

    private static ValuePredicate exists(JsonNode operand) {
        return operand.flag("true or false") ? value -> value != null : value -> value == null;
    }

    private static ValuePredicate type(JsonNode operand) {
        String type = operand.text("the name of a type");
        if (!TYPES.contains(type)) {
            throw operand.problem("unknown type " + MessageText.text(type) + NearestName.hint(type, TYPES));
        }
        return value -> type.equals(Comparison.type(value));
    }

    private ValuePredicate item(JsonNode operand) {
        operand.object("operators, or a condition on an item's members");
        return isOperators(operand) && !isLogic(operand) ? value(operand, false) : object(operand, false);
    }

    /** {@code {"$or": [...]}} in {@code $elemMatch} asks for an item's members; {@code $not} is both and stays a value's. */
    private static boolean isLogic(JsonNode operand) {
        return operand.object(CONDITION).keySet().stream()
                .anyMatch(name -> !name.equals("$not") && LOGIC.contains(name));
    }

    private ValuePredicate size(JsonNode operand) {
        if (!(operand.value() instanceof Number) && !isOperators(operand)) {
            throw operand.unexpected("a number, or operators such as {\"$gt\": 2}");
        }
        ValuePredicate test = value(operand, false);
        return value -> value instanceof List<?> list && test.fits((long) list.size());
    }
}
