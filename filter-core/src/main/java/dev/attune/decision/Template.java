package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import java.util.ArrayList;
import java.util.List;

/**
 * A content rule's value, cut at its placeholders: {@code Hello {first_name}!} is the literals {@code "Hello "} and
 * {@code "!"} around the trait {@code first_name}. A doubled brace stands for a literal one. {@code {first_name|there}}
 * has a fallback. For Attune's own packages.
 *
 * @param literals the text around the placeholders, always one more than there are traits; braces are single here
 * @param traits the placeholders' traits, in order of appearance
 * @param fallbacks for each placeholder what takes the place of a trait that is not there; {@code ""} for nothing
 */
public record Template(List<String> literals, List<String> traits, List<String> fallbacks) {
    private static final int MAX_NAME_LENGTH = 200;

    public Template {
        literals = List.copyOf(literals);
        traits = List.copyOf(traits);
        fallbacks = List.copyOf(fallbacks);
        if (literals.size() != traits.size() + 1 || traits.size() != fallbacks.size()) {
            throw new IllegalArgumentException(
                    "a template has one literal more than it has traits, and as many fallbacks");
        }
    }

    /**
     * Cuts a value such as {@link Edit#value()}.
     *
     * @throws IllegalArgumentException if a brace has no partner, or braces enclose what cannot be a trait's name
     */
    public static Template parse(String value) {
        return parse("value", value);
    }

    static Template parse(String where, String value) {
        List<String> literals = new ArrayList<>();
        List<String> traits = new ArrayList<>();
        List<String> fallbacks = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i);
            if ((c == '{' || c == '}') && value.startsWith(c == '{' ? "{{" : "}}", i)) {
                literal.append(c);
                i += 2;
            } else if (c == '{') {
                int end = value.indexOf('}', i);
                String[] inside = end < 0
                        ? new String[] {""}
                        : value.substring(i + 1, end).split("\\|", 2);
                String name = inside[0];
                if (!isTraitName(name) || !isFallback(inside)) {
                    throw new RuleException(
                            where,
                            "found " + MessageText.text(value.substring(i))
                                    + "; expected a trait's name such as {first_name} or {first_name|there}; a literal"
                                    + " brace is written {{ or }}");
                }
                if (RequestAttribute.isMeant(name)) {
                    checkAttribute(where, name);
                }
                literals.add(literal.toString());
                literal.setLength(0);
                traits.add(name);
                fallbacks.add(inside.length == 2 ? inside[1] : "");
                i = end + 1;
            } else if (c == '}') {
                throw new RuleException(where, "found a } without its {; a literal brace is written {{ or }}");
            } else {
                literal.append(c);
                i++;
            }
        }
        literals.add(literal.toString());
        return new Template(literals, traits, fallbacks);
    }

    private static boolean isFallback(String[] inside) {
        return inside.length == 1 || (!inside[1].isBlank() && inside[1].indexOf('{') < 0);
    }

    private static void checkAttribute(String where, String name) {
        try {
            RequestAttribute.parse(name);
        } catch (IllegalArgumentException mistake) {
            throw new RuleException(where, String.valueOf(mistake.getMessage()), mistake);
        }
    }

    /** CSS and script in an {@code html} value have braces too: a text that cannot be a trait's name must not pass for one. */
    private static boolean isTraitName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME_LENGTH
                && name.equals(name.strip())
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "_-.$?/&%# ".indexOf(c) >= 0);
    }
}
