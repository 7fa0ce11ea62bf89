package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question to a profile and a request, in the JSON condition language that GrowthBook documents ("Targeting conditions"), such as
 * {@code {"plan": {"$in": ["pro", "team"]}, "address.country": "DE"}}. Immutable and thread-safe; compiled once.
 *
 * <p>It answers for every profile and never throws: a trait that is missing or of another type does not match.
 * Where an order is asked ({@code $lt} and its kin), a missing trait counts as 0, as it does in GrowthBook.
 */
public final class Condition {
    private final ValuePredicate test;
    private final Set<RequestAttribute> attributes;
    private final Set<String> languages;
    private final Object source;

    /**
     * @param attributes what the test asks of the request
     * @param languages the languages that it names
     * @param source what it was made of: equal for two conditions that ask the same
     */
    Condition(ValuePredicate test, Set<RequestAttribute> attributes, Set<String> languages, Object source) {
        this.test = test;
        this.attributes = attributes;
        this.languages = languages;
        this.source = source;
    }

    /**
     * Reads a condition that uses no saved groups.
     *
     * @throws RuleException if it is not a condition: no JSON, an unknown operator, an operand of the wrong type, an
     *     invalid regular expression
     */
    public static Condition parse(String json) {
        return parse(json, Map.of());
    }

    /**
     * Reads a condition.
     *
     * @param groups the values of each group that {@code $inGroup} and {@code $notInGroup} may name
     * @throws RuleException as {@link #parse(String)} does, and for a group that is not there
     */
    public static Condition parse(String json, Map<String, ? extends List<?>> groups) {
        return new ConditionCompiler(sets(groups), false).condition(RulesJson.read("condition", json));
    }

    /**
     * Reads a condition that another system's editor has checked. An operator that cannot be understood never matches,
     * and a group that is not there is empty, as in GrowthBook's own SDKs.
     *
     * @throws RuleException if it is no JSON object, or a logical operator holds no conditions
     */
    static Condition parseLeniently(String json, Map<String, ? extends List<?>> groups) {
        return new ConditionCompiler(sets(groups), true).condition(RulesJson.read("condition", json));
    }

    /** Whether a profile fits. What the condition asks of a request is missing. */
    public boolean matches(Profile profile) {
        return test.fits(profile);
    }

    /** Whether a profile and a request fit. */
    public boolean matches(Profile profile, RequestFacts request) {
        return test.fits(attributes.isEmpty() ? profile : new Subject(profile, request, null));
    }

    /** Returns what the condition asks of the request; for most conditions nothing. */
    public Set<RequestAttribute> attributes() {
        return attributes;
    }

    /** Returns the languages that it compares {@code request.language} with. */
    Set<String> languages() {
        return languages;
    }

    /** Returns what it was made of: equal for two conditions that ask the same. */
    Object source() {
        return source;
    }

    /** Whether a profile fits, or a {@link Subject} where the condition asks for the request. */
    boolean fits(Object subject) {
        return test.fits(subject);
    }

    /** Returns why it does not fit, by the first part that does not; shows traits' values. */
    String misfit(Object subject) {
        return test.misfit(subject);
    }

    private static Map<String, ValueSet> sets(Map<String, ? extends List<?>> groups) {
        Map<String, ValueSet> sets = new HashMap<>();
        groups.forEach((name, values) -> sets.put(name, new ValueSet(values, false)));
        return sets;
    }
}
