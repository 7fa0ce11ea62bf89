package dev.attune.internal.transform;

import dev.attune.html.Element;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The classes of an element: the tokens of its attribute, each once, in their order. */
final class ClassList {
    private ClassList() {}

    static void add(Element element, String classes) {
        Set<String> tokens = tokens(element.attribute("class"));
        if (tokens.addAll(tokens(classes))) {
            element.setAttribute("class", String.join(" ", tokens));
        }
    }

    static void remove(Element element, String classes) {
        Set<String> tokens = tokens(element.attribute("class"));
        if (tokens.removeAll(tokens(classes))) {
            element.setAttribute("class", String.join(" ", tokens));
        }
    }

    private static Set<String> tokens(@Nullable String attribute) {
        Set<String> tokens = new LinkedHashSet<>();
        if (attribute != null) {
            StringTokenizer words = new StringTokenizer(attribute, " \t\n\f\r");
            while (words.hasMoreTokens()) {
                tokens.add(words.nextToken());
            }
        }
        return tokens;
    }
}
