package dev.attune.decision;

import dev.attune.experiment.Experiment;
import dev.attune.experiment.HashAttribute;
import dev.attune.experiment.Holdout;
import dev.attune.experiment.Namespace;
import dev.attune.internal.text.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads experiments and hold-outs from the JSON of rules. */
final class ExperimentReader {
    static final String EXPERIMENT = "experiment";
    static final List<String> MEMBERS = List.of(
            "route",
            EXPERIMENT,
            "weights",
            "serve",
            "when",
            "trust",
            "coverage",
            "namespace",
            "holdout",
            "hashVersion",
            "hashAttribute",
            "seed",
            "sticky",
            "name",
            "enabled",
            "from",
            "until",
            "hosts",
            "variationNames");
    static final List<String> HOLDOUT = List.of("share", "all", "hashAttribute");
    static final List<String> NAMESPACE = List.of("name", "range");
    private static final String RANGE = "two numbers such as [0, 0.5]";
    private static final String NUMBER = "a number from 0 to 1";

    private ExperimentReader() {}

    static Experiment experiment(JsonNode node, Map<String, JsonNode> members) {
        JsonNode key = RulesReader.required(node, members, EXPERIMENT);
        Experiment.Builder experiment = Experiment.named(key.text("the key of an experiment such as \"hero-2026\""));
        members.forEach((name, member) -> set(experiment, name, member));
        return checked(node, experiment::build);
    }

    private static void set(Experiment.Builder experiment, String name, JsonNode member) {
        switch (name) {
            case "weights" -> experiment.weights(numbers(member, "an array of weights such as [0.5, 0.5]"));
            case "coverage" -> experiment.coverage(member.number(NUMBER));
            case "namespace" -> experiment.namespace(namespace(member));
            case "holdout" -> experiment.holdout(member.text("the name of a hold-out"));
            case "hashVersion" -> experiment.hashVersion(hashVersion(member));
            case "hashAttribute" -> experiment.hashAttribute(hashAttribute(member));
            case "seed" -> experiment.seed(member.text("a text"));
            case "sticky" -> experiment.sticky(member.flag("true or false"));
            case "name" -> experiment.name(member.text("a name for reports"));
            case "variationNames" ->
                experiment.variationNames(member.array("an array of names").stream()
                        .map(shown -> shown.text("a variation's name for reports"))
                        .toList());
            default -> {
                // The rule's own members.
            }
        }
    }

    /** Returns the path of each variation, null for the app's own page. */
    static List<@Nullable String> paths(JsonNode serve) {
        List<@Nullable String> paths = new ArrayList<>();
        for (JsonNode path : serve.array("an array of paths such as [null, \"/hero-b\"]")) {
            paths.add(
                    path.value() == null
                            ? null
                            : PathSyntax.checked(
                                    path.where(),
                                    path.text("a path such as \"/hero-b\", or null for the app's own page")));
        }
        return paths;
    }

    static List<Holdout> holdouts(JsonNode node) {
        List<Holdout> holdouts = new ArrayList<>();
        node.object("an object: the name of a hold-out → its share, such as {\"q4-2026\": {\"share\": 0.05}}")
                .forEach((name, settings) -> holdouts.add(holdout(name, settings)));
        return holdouts;
    }

    private static Holdout holdout(String name, JsonNode node) {
        Map<String, JsonNode> members = node.members("an object such as {\"share\": 0.05}", HOLDOUT);
        double share = RulesReader.required(node, members, "share").number(NUMBER);
        JsonNode all = members.get("all");
        JsonNode attribute = members.get("hashAttribute");
        return checked(
                node,
                () -> new Holdout(
                        name,
                        share,
                        all != null && all.flag("true or false"),
                        attribute == null ? HashAttribute.ID : hashAttribute(attribute)));
    }

    private static Namespace namespace(JsonNode node) {
        Map<String, JsonNode> members =
                node.members("an object such as {\"name\": \"checkout\", \"range\": [0, 0.5]}", NAMESPACE);
        String name = RulesReader.required(node, members, "name").text("the name of a namespace");
        JsonNode range = RulesReader.required(node, members, "range");
        List<Double> ends = numbers(range, RANGE);
        if (ends.size() != 2) {
            throw range.unexpected(RANGE);
        }
        return checked(node, () -> new Namespace(name, ends.get(0), ends.get(1)));
    }

    private static int hashVersion(JsonNode node) {
        double version = node.number("1 or 2");
        if (version != 1 && version != 2) {
            throw node.unexpected("1 or 2");
        }
        return (int) version;
    }

    private static HashAttribute hashAttribute(JsonNode node) {
        String expected = Arrays.stream(HashAttribute.values())
                .map(attribute -> MessageText.text(attribute.label()))
                .collect(Collectors.joining(", "));
        String label = node.text(expected);
        return Arrays.stream(HashAttribute.values())
                .filter(attribute -> attribute.label().equals(label))
                .findFirst()
                .orElseThrow(() -> node.unexpected(expected));
    }

    private static List<Double> numbers(JsonNode node, String expected) {
        return node.array(expected).stream()
                .map(number -> number.number("a number"))
                .toList();
    }

    /** Returns what a value's own checks let pass; where they do not, the message gets its place. */
    private static <T> T checked(JsonNode node, Supplier<T> value) {
        try {
            return value.get();
        } catch (RuleException mistake) {
            throw mistake;
        } catch (IllegalArgumentException mistake) {
            throw node.problem(String.valueOf(mistake.getMessage()), mistake);
        }
    }
}
