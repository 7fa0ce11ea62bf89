package dev.attune.decision;

import dev.attune.internal.decision.RulesPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The traits that a rules file names, with the values that it compares them with. */
public final class NamedTraits {
    /** Their texts go into the page as they are: a brace there begins no placeholder. */
    private static final Set<String> BLOCKS = Set.of("style", "script");

    private final SortedMap<String, List<Object>> values = new TreeMap<>();

    private NamedTraits() {}

    /**
     * Returns the traits by name, or by path such as {@code address.city}; each with the values that it is compared with, and without
     * any where the file shows none.
     *
     * @param json a valid rules file
     */
    public static SortedMap<String, List<Object>> in(String json) {
        NamedTraits named = new NamedTraits();
        named.look(RulesJson.read("", json));
        return Collections.unmodifiableSortedMap(named.values);
    }

    private void look(JsonNode node) {
        if (node.isArray()) {
            node.array("").forEach(this::look);
        } else if (node.isObject()) {
            node.object("").forEach((name, member) -> {
                if (name.equals("when")) {
                    condition(member);
                } else if (name.equals("trait") && member.value() instanceof String trait) {
                    add(trait, null);
                } else if (!name.equals(SettingsPart.NAME) && !isBlock(name, member)) {
                    look(member);
                }
            });
        } else if (node.path().startsWith(RulesPart.CONTENT.label()) && node.value() instanceof String text) {
            Template.parse(node.where(), text).traits().forEach(name -> add(name, null));
        }
    }

    private static boolean isBlock(String name, JsonNode member) {
        return BLOCKS.contains(name) && !member.isObject();
    }

    private void condition(JsonNode node) {
        if (node.isArray()) {
            node.array("").forEach(this::condition);
        } else if (node.isObject()) {
            node.object("").forEach((name, member) -> {
                if (name.startsWith("$")) {
                    condition(member);
                } else {
                    compared(name, member);
                }
            });
        }
    }

    private void compared(String trait, JsonNode with) {
        boolean isOperators =
                with.isObject() && with.object("").keySet().stream().anyMatch(name -> name.startsWith("$"));
        if (!isOperators) {
            add(trait, with.plain());
            return;
        }
        add(trait, null);
        with.object("").forEach((operator, operand) -> {
            switch (operator) {
                case "$eq",
                        "$ne",
                        "$gt",
                        "$gte",
                        "$lt",
                        "$lte",
                        "$veq",
                        "$vne",
                        "$vgt",
                        "$vgte",
                        "$vlt",
                        "$vlte",
                        "$regex" -> add(trait, operand.plain());
                case "$in", "$nin", "$ini", "$nini" -> {
                    if (operand.plain() instanceof List<?> values) {
                        values.forEach(value -> add(trait, value));
                    }
                }
                case "$all", "$alli" -> add(trait, operand.plain());
                case "$not" -> compared(trait, operand);
                default -> {
                    // Says nothing of the trait's type.
                }
            }
        });
    }

    private void add(String trait, @Nullable Object value) {
        List<Object> known = values.computeIfAbsent(trait, unseen -> new ArrayList<>());
        if (value != null) {
            known.add(value);
        }
    }
}
