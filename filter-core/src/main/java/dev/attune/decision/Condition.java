package dev.attune.decision;

import dev.attune.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A question to a profile, in the JSON condition language that GrowthBook documents ("Targeting conditions"), such as
 * {@code {"plan": {"$in": ["pro", "team"]}, "address.country": "DE"}}. Immutable and thread-safe; compiled once.
 *
 * <p>It answers for every profile and never throws: a trait that is missing or of another type does not match.
 * Where an order is asked ({@code $lt} and its kin), a missing trait counts as 0, as it does in GrowthBook.
 */
public final class Condition {
    private final ValuePredicate test;

    Condition(ValuePredicate test) {
        this.test = test;
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
        return new Condition(new ConditionCompiler(sets(groups), false).object(RulesJson.read("condition", json)));
    }

    /**
     * Reads a condition that another system's editor has checked. An operator that cannot be understood never matches,
     * and a group that is not there is empty, as in GrowthBook's own SDKs.
     *
     * @throws RuleException if it is no JSON object, or a logical operator holds no conditions
     */
    static Condition parseLeniently(String json, Map<String, ? extends List<?>> groups) {
        return new Condition(new ConditionCompiler(sets(groups), true).object(RulesJson.read("condition", json)));
    }

    /** Whether a profile fits. */
    public boolean matches(Profile profile) {
        return test.fits(profile);
    }

    /** Returns why a profile does not fit, by the first part that does not; shows traits' values. */
    String misfit(Profile profile) {
        return test.misfit(profile);
    }

    private static Map<String, ValueSet> sets(Map<String, ? extends List<?>> groups) {
        Map<String, ValueSet> sets = new HashMap<>();
        groups.forEach((name, values) -> sets.put(name, new ValueSet(values, false)));
        return sets;
    }
}
