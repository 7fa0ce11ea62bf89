package dev.attune.internal.check;

import dev.attune.internal.binding.SnakeCase;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Writes the source of a record that a profile can be read as. A trait that is an object becomes a record in it. */
final class TraitsRecord {
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9]+");
    private static final Map<String, String> IMPORTS = new TreeMap<>(Map.of(
            "@Trait(", "dev.attune.profile.Trait",
            "BigDecimal", "java.math.BigDecimal",
            "Instant", "java.time.Instant",
            "LocalDate", "java.time.LocalDate",
            "List<", "java.util.List",
            "Map<", "java.util.Map"));

    private final String name;
    private final SortedMap<String, List<Object>> values = new TreeMap<>();
    private final SortedMap<String, TraitsRecord> records = new TreeMap<>();

    TraitsRecord(String name) {
        this.name = name;
    }

    /** Adds a trait with a value that it was seen with. */
    void add(String trait, Object value) {
        values.computeIfAbsent(trait, unseen -> new ArrayList<>());
        if (value instanceof Map<?, ?> object) {
            TraitsRecord inner = record(trait);
            object.forEach((member, each) -> {
                if (each == null) {
                    inner.add(String.valueOf(member));
                } else {
                    inner.add(String.valueOf(member), each);
                }
            });
        } else {
            values.get(trait).add(value);
        }
    }

    /** Adds a trait of which nothing but its name is known: a path such as {@code address.city} names a member of an object. */
    void add(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            values.computeIfAbsent(path, unseen -> new ArrayList<>());
        } else {
            values.computeIfAbsent(path.substring(0, dot), unseen -> new ArrayList<>());
            record(path.substring(0, dot)).add(path.substring(dot + 1));
        }
    }

    /** Adds what a rule says of a trait or of a path into it. */
    void add(String path, List<Object> compared) {
        add(path);
        int dot = path.indexOf('.');
        TraitsRecord owner = dot < 0 ? this : record(path.substring(0, dot));
        if (dot < 0) {
            compared.forEach(value -> add(path, value));
        } else {
            owner.add(path.substring(dot + 1), compared);
        }
    }

    private TraitsRecord record(String trait) {
        return records.computeIfAbsent(trait, unseen -> new TraitsRecord(capitalized(componentName(trait))));
    }

    void print(PrintStream out) {
        StringBuilder source = new StringBuilder();
        append(source, "");
        Set<String> imports = new TreeSet<>(Set.of("dev.attune.profile.Traits"));
        IMPORTS.forEach((used, type) -> {
            if (source.indexOf(used) >= 0) {
                imports.add(type);
            }
        });
        imports.forEach(type -> out.println("import " + type + ";"));
        out.println();
        out.println("/** The traits of a visitor, as the rules and the samples name them. */");
        out.println("@Traits");
        out.print(source);
    }

    private void append(StringBuilder out, String indent) {
        out.append(indent).append("public record ").append(name).append("(");
        String separator = System.lineSeparator();
        Map<String, String> components = components();
        for (Map.Entry<String, String> component : components.entrySet()) {
            out.append(separator)
                    .append(indent)
                    .append("        ")
                    .append(declared(component.getKey(), component.getValue()));
            separator = "," + System.lineSeparator();
        }
        out.append(") {");
        if (records.isEmpty()) {
            out.append("}").append(System.lineSeparator());
            return;
        }
        out.append(System.lineSeparator());
        records.values().forEach(inner -> inner.append(out, indent + "    "));
        out.append(indent).append("}").append(System.lineSeparator());
    }

    /** Returns the name of each component and its trait. */
    private Map<String, String> components() {
        Map<String, String> components = new LinkedHashMap<>();
        for (String trait : values.keySet()) {
            String component = componentName(trait);
            while (components.containsKey(component)) {
                component += "2";
            }
            components.put(component, trait);
        }
        return components;
    }

    private String declared(String component, String trait) {
        TraitsRecord inner = records.get(trait);
        List<Object> seen = values.getOrDefault(trait, List.of());
        String type = inner == null ? SeenType.of(seen) : seen.isEmpty() ? inner.name : "Object";
        boolean isFound = component.equals(trait) || SnakeCase.of(component).equals(trait);
        return (isFound ? "" : "@Trait(\"" + escaped(trait) + "\") ") + type + " " + component;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String componentName(String trait) {
        StringBuilder name = new StringBuilder();
        for (String word : NOT_IN_A_NAME.split(trait, 0)) {
            name.append(name.isEmpty() ? decapitalized(word) : capitalized(word));
        }
        String component = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "trait" + name : name.toString();
        return SourceVersion.isKeyword(component) || isTaken(component) ? component + "Trait" : component;
    }

    /** A record cannot have a component of the name of a method that each object has. */
    private static boolean isTaken(String component) {
        return Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait")
                .contains(component);
    }

    private static String capitalized(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String decapitalized(String word) {
        return word.isEmpty() ? word : Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }
}
