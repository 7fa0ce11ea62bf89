package dev.attune.html;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the selectors that can be matched while a page streams by.
 *
 * @see <a href="https://www.w3.org/TR/selectors-4/">Selectors Level 4</a>
 */
final class SelectorParser {
    /** A chain of compounds must fit the bits of a {@code long}. */
    private static final int LONGEST_CHAIN = 64;

    private final CssReader css;

    SelectorParser(String css) {
        this.css = new CssReader(css);
    }

    List<Selector.Chain> parse() {
        List<Selector.Chain> chains = new ArrayList<>();
        do {
            chains.add(chain());
        } while (css.take(','));
        if (!css.isAtEnd()) {
            throw css.refuse("'" + css.peek() + "'", "is not expected here");
        }
        return chains;
    }

    private Selector.Chain chain() {
        List<Compound> compounds = new ArrayList<>();
        long child = 0;
        css.skipSpace();
        compounds.add(compound(true));
        while (true) {
            boolean space = css.skipSpace();
            char next = css.peek();
            if (next == '+' || next == '~') {
                throw css.refuse("'" + next + "'", "a stream knows no siblings: an earlier one has gone");
            }
            if (next == '>') {
                css.skip();
                css.skipSpace();
                child |= 1L << compounds.size();
            } else if (!(space && next != 0 && next != ',' && next != ')')) {
                break;
            }
            compounds.add(compound(true));
            if (compounds.size() > LONGEST_CHAIN) {
                throw css.refuse(null, "has more than " + LONGEST_CHAIN + " compounds in a chain");
            }
        }
        return new Selector.Chain(compounds, child);
    }

    private Compound compound(boolean mayNegate) {
        int start = css.at();
        String type = null;
        boolean never = false;
        List<AttributeMatcher> attributes = new ArrayList<>();
        List<Compound.Nth> places = new ArrayList<>();
        List<Compound> not = new ArrayList<>();
        if (css.peek() == '|' || css.peek() == '*' || css.isNameStart()) {
            String[] prefixAndName = qualifiedName();
            never = prefixAndName[0] != null;
            if (never && !mayNegate) {
                throw css.refuse("|" + prefixAndName[1], "excludes nothing: every element of a page has a namespace");
            }
            type = prefixAndName[1].equals("*") ? null : prefixAndName[1];
        }
        while (true) {
            char next = css.peek();
            if (next == '#') {
                css.skip();
                attributes.add(new AttributeMatcher("id", AttributeMatcher.Operator.EQUALS, css.name("an id"), false));
            } else if (next == '.') {
                css.skip();
                attributes.add(
                        new AttributeMatcher("class", AttributeMatcher.Operator.HAS_WORD, css.name("a class"), false));
            } else if (next == '[') {
                attributes.add(attribute());
            } else if (next == ':') {
                pseudoClass(places, not, mayNegate);
            } else {
                break;
            }
        }
        if (css.at() == start) {
            throw css.isAtEnd()
                    ? css.refuse(null, "ends where an element is expected")
                    : css.refuse("'" + css.peek() + "'", "is not how a selector begins");
        }
        return new Compound(type, never, attributes, places, not);
    }

    /** Returns prefix (null for none) and name; {@code *|} means the same as none, {@code |} no namespace at all. */
    private @Nullable String[] qualifiedName() {
        String first = css.peek() == '|' ? "" : nameOrStar();
        if (css.peek() == '|' && css.second() != 0 && css.second() != '=') {
            css.skip();
            if (!first.isEmpty() && !first.equals("*")) {
                throw css.refuse(first + "|", "names a namespace, and none can be declared");
            }
            String local = nameOrStar();
            return new @Nullable String[] {first.isEmpty() ? "" : null, local};
        }
        return new @Nullable String[] {null, first};
    }

    private String nameOrStar() {
        return css.takeNext('*') ? "*" : css.name("an element");
    }

    private AttributeMatcher attribute() {
        int start = css.at();
        css.skip();
        css.skipSpace();
        // [*|name] and [|name] are [name]: an attribute as a page has it is in no namespace.
        if (css.takeNext('*') && css.peek() != '|') {
            throw css.refuse("*", "stands where the name of an attribute is expected");
        }
        css.takeNext('|');
        String name = css.name("an attribute");
        css.skipSpace();
        if (css.takeNext(']')) {
            return new AttributeMatcher(name, AttributeMatcher.Operator.EXISTS, "", false);
        }
        AttributeMatcher.Operator operator = operator(start);
        css.skipSpace();
        String value = css.peek() == '"' || css.peek() == '\'' ? css.string() : css.name("a value");
        css.skipSpace();
        boolean ignoreCase = false;
        if (css.peek() != ']') {
            char flag = css.peek();
            ignoreCase = flag == 'i' || flag == 'I';
            if (!ignoreCase && flag != 's' && flag != 'S') {
                throw css.refuse(css.sinceAndNext(start), "should end in ], i] or s]");
            }
            css.skip();
            css.skipSpace();
        }
        if (!css.takeNext(']')) {
            throw css.refuse(css.since(start), "should end in ], i] or s]");
        }
        return new AttributeMatcher(name, operator, value, ignoreCase);
    }

    private AttributeMatcher.Operator operator(int start) {
        AttributeMatcher.Operator operator = switch (css.peek()) {
            case '=' -> AttributeMatcher.Operator.EQUALS;
            case '~' -> AttributeMatcher.Operator.HAS_WORD;
            case '|' -> AttributeMatcher.Operator.EQUALS_OR_DASH;
            case '^' -> AttributeMatcher.Operator.BEGINS;
            case '$' -> AttributeMatcher.Operator.ENDS;
            case '*' -> AttributeMatcher.Operator.CONTAINS;
            default -> throw css.refuse(css.sinceAndNext(start), "has none of the operators = ~= |= ^= $= *=");
        };
        if (operator != AttributeMatcher.Operator.EQUALS) {
            css.skip();
        }
        if (!css.takeNext('=')) {
            throw css.refuse(css.since(start), "has none of the operators = ~= |= ^= $= *=");
        }
        return operator;
    }

    private void pseudoClass(List<Compound.Nth> places, List<Compound> not, boolean mayNegate) {
        int start = css.at();
        css.skip();
        if (css.peek() == ':') {
            css.skip();
            throw css.refuse(
                    "::" + (css.isNameStart() ? css.name("") : ""),
                    "is a pseudo-element, and none of them is in a page");
        }
        String name = Ascii.lower(css.name("a pseudo-class"));
        boolean function = css.takeNext('(');
        String written = ":" + name + (function ? "()" : "");
        switch (written) {
            case ":first-child" -> places.add(new Compound.Nth(0, 1, false));
            case ":first-of-type" -> places.add(new Compound.Nth(0, 1, true));
            case ":nth-child()" -> places.add(nth(false, start));
            case ":nth-of-type()" -> places.add(nth(true, start));
            case ":not()" -> {
                if (!mayNegate) {
                    throw css.refuse(":not()", "cannot stand inside of another :not()");
                }
                do {
                    css.skipSpace();
                    not.add(compound(false));
                    css.skipSpace();
                } while (css.takeNext(','));
                if (!css.takeNext(')')) {
                    throw css.refuse(css.since(start), "should be closed by ): no combinator can be inside of :not()");
                }
            }
            default ->
                throw css.refuse(
                        written,
                        "is not supported; supported are :not(), :nth-child(), :first-child, :nth-of-type() and"
                                + " :first-of-type");
        }
    }

    private Compound.Nth nth(boolean ofType, int start) {
        String written = css.upTo(')');
        if (written == null) {
            throw css.refuse(css.since(start), "should be closed by )");
        }
        String formula = Ascii.lower(written).strip();
        if (formula.equals("odd")) {
            return new Compound.Nth(2, 1, ofType);
        }
        if (formula.equals("even")) {
            return new Compound.Nth(2, 0, ofType);
        }
        var parts = java.util.regex.Pattern.compile("(?:([+-]?\\d{0,9})n(?:\\s*([+-])\\s*(\\d{1,9}))?|([+-]?\\d{1,9}))")
                .matcher(formula);
        if (!parts.matches()) {
            throw css.refuse(css.since(start), "should hold odd, even or an+b");
        }
        if (parts.group(4) != null) {
            return new Compound.Nth(0, Integer.parseInt(parts.group(4)), ofType);
        }
        String step = parts.group(1);
        int n = step.isEmpty() || step.equals("+") ? 1 : step.equals("-") ? -1 : Integer.parseInt(step);
        int offset = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(2) + parts.group(3));
        return new Compound.Nth(n, offset, ofType);
    }
}
