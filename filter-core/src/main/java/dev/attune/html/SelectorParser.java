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

    private final String css;
    private int at;

    SelectorParser(String css) {
        this.css = css;
    }

    List<Selector.Chain> parse() {
        List<Selector.Chain> chains = new ArrayList<>();
        do {
            chains.add(chain());
        } while (take(','));
        if (at < css.length()) {
            throw refuse("'" + css.charAt(at) + "'", "is not expected here");
        }
        return chains;
    }

    private Selector.Chain chain() {
        List<Compound> compounds = new ArrayList<>();
        long child = 0;
        skipSpace();
        compounds.add(compound(true));
        while (true) {
            boolean space = skipSpace();
            char next = peek();
            if (next == '+' || next == '~') {
                throw refuse("'" + next + "'", "siblings cannot be told in a stream: an earlier one has gone");
            }
            if (next == '>') {
                at++;
                skipSpace();
                child |= 1L << compounds.size();
            } else if (!(space && next != 0 && next != ',' && next != ')')) {
                break;
            }
            compounds.add(compound(true));
            if (compounds.size() > LONGEST_CHAIN) {
                throw refuse(null, "has more than " + LONGEST_CHAIN + " compounds in a chain");
            }
        }
        return new Selector.Chain(compounds, child);
    }

    private Compound compound(boolean mayNegate) {
        int start = at;
        String type = null;
        boolean never = false;
        List<AttributeTest> attributes = new ArrayList<>();
        List<Compound.Nth> places = new ArrayList<>();
        List<Compound> not = new ArrayList<>();
        if (peek() == '|' || peek() == '*' || isNameStart()) {
            String[] prefixAndName = qualifiedName();
            never = prefixAndName[0] != null;
            if (never && !mayNegate) {
                throw refuse("|" + prefixAndName[1], "excludes nothing: every element of a page has a namespace");
            }
            type = prefixAndName[1].equals("*") ? null : prefixAndName[1];
        }
        while (true) {
            char next = peek();
            if (next == '#') {
                at++;
                attributes.add(new AttributeTest("id", AttributeTest.Operator.EQUALS, name("an id"), false));
            } else if (next == '.') {
                at++;
                attributes.add(new AttributeTest("class", AttributeTest.Operator.HAS_WORD, name("a class"), false));
            } else if (next == '[') {
                attributes.add(attribute());
            } else if (next == ':') {
                pseudoClass(places, not, mayNegate);
            } else {
                break;
            }
        }
        if (at == start) {
            throw at == css.length()
                    ? refuse(null, "ends where an element is expected")
                    : refuse("'" + css.charAt(at) + "'", "is not how a selector begins");
        }
        return new Compound(type, never, attributes, places, not);
    }

    /** Returns prefix (null for none) and name; {@code *|} means the same as none, {@code |} no namespace at all. */
    private @Nullable String[] qualifiedName() {
        String first = peek() == '|' ? "" : nameOrStar();
        if (peek() == '|' && at + 1 < css.length() && css.charAt(at + 1) != '=') {
            at++;
            if (!first.isEmpty() && !first.equals("*")) {
                throw refuse(first + "|", "names a namespace, and none can be declared");
            }
            String local = nameOrStar();
            return new @Nullable String[] {first.isEmpty() ? "" : null, local};
        }
        return new @Nullable String[] {null, first};
    }

    private String nameOrStar() {
        return take1('*') ? "*" : name("an element");
    }

    private AttributeTest attribute() {
        int start = at++;
        skipSpace();
        // [*|name] and [|name] are [name]: an attribute as a page has it is in no namespace.
        if (take1('*') && peek() != '|') {
            throw refuse("*", "stands where the name of an attribute is expected");
        }
        take1('|');
        String name = name("an attribute");
        skipSpace();
        if (take1(']')) {
            return new AttributeTest(name, AttributeTest.Operator.EXISTS, "", false);
        }
        AttributeTest.Operator operator = operator(start);
        skipSpace();
        String value = peek() == '"' || peek() == '\'' ? string() : name("a value");
        skipSpace();
        boolean ignoreCase = false;
        if (peek() != ']') {
            char flag = peek();
            ignoreCase = flag == 'i' || flag == 'I';
            if (!ignoreCase && flag != 's' && flag != 'S') {
                throw refuse(css.substring(start, Math.min(css.length(), at + 1)), "should end in ], i] or s]");
            }
            at++;
            skipSpace();
        }
        if (!take1(']')) {
            throw refuse(css.substring(start, at), "should end in ], i] or s]");
        }
        return new AttributeTest(name, operator, value, ignoreCase);
    }

    private AttributeTest.Operator operator(int start) {
        AttributeTest.Operator operator = switch (peek()) {
            case '=' -> AttributeTest.Operator.EQUALS;
            case '~' -> AttributeTest.Operator.HAS_WORD;
            case '|' -> AttributeTest.Operator.EQUALS_OR_DASH;
            case '^' -> AttributeTest.Operator.BEGINS;
            case '$' -> AttributeTest.Operator.ENDS;
            case '*' -> AttributeTest.Operator.CONTAINS;
            default ->
                throw refuse(
                        css.substring(start, Math.min(css.length(), at + 1)),
                        "has none of the operators = ~= |= ^= $= *=");
        };
        if (operator != AttributeTest.Operator.EQUALS) {
            at++;
        }
        if (!take1('=')) {
            throw refuse(css.substring(start, at), "has none of the operators = ~= |= ^= $= *=");
        }
        return operator;
    }

    private void pseudoClass(List<Compound.Nth> places, List<Compound> not, boolean mayNegate) {
        int start = at++;
        if (peek() == ':') {
            at++;
            throw refuse("::" + (isNameStart() ? name("") : ""), "is a pseudo-element, and none of them is in a page");
        }
        String name = Ascii.lower(name("a pseudo-class"));
        boolean function = take1('(');
        String written = ":" + name + (function ? "()" : "");
        switch (written) {
            case ":first-child" -> places.add(new Compound.Nth(0, 1, false));
            case ":first-of-type" -> places.add(new Compound.Nth(0, 1, true));
            case ":nth-child()" -> places.add(nth(false, start));
            case ":nth-of-type()" -> places.add(nth(true, start));
            case ":not()" -> {
                if (!mayNegate) {
                    throw refuse(":not()", "cannot stand inside of another :not()");
                }
                do {
                    skipSpace();
                    not.add(compound(false));
                    skipSpace();
                } while (take1(','));
                if (!take1(')')) {
                    throw refuse(
                            css.substring(start, at), "should be closed by ): no combinator can be inside of :not()");
                }
            }
            default ->
                throw refuse(
                        written,
                        "is not supported; supported are :not(), :nth-child(), :first-child, :nth-of-type() and"
                                + " :first-of-type");
        }
    }

    private Compound.Nth nth(boolean ofType, int start) {
        int end = css.indexOf(')', at);
        if (end < 0) {
            throw refuse(css.substring(start), "should be closed by )");
        }
        String formula = Ascii.lower(css.substring(at, end)).strip();
        at = end + 1;
        if (formula.equals("odd")) {
            return new Compound.Nth(2, 1, ofType);
        }
        if (formula.equals("even")) {
            return new Compound.Nth(2, 0, ofType);
        }
        var parts = java.util.regex.Pattern.compile("(?:([+-]?\\d{0,9})n(?:\\s*([+-])\\s*(\\d{1,9}))?|([+-]?\\d{1,9}))")
                .matcher(formula);
        if (!parts.matches()) {
            throw refuse(css.substring(start, at), "should hold odd, even or an+b");
        }
        if (parts.group(4) != null) {
            return new Compound.Nth(0, Integer.parseInt(parts.group(4)), ofType);
        }
        String step = parts.group(1);
        int n = step.isEmpty() || step.equals("+") ? 1 : step.equals("-") ? -1 : Integer.parseInt(step);
        int offset = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(2) + parts.group(3));
        return new Compound.Nth(n, offset, ofType);
    }

    private String string() {
        int start = at;
        char quote = css.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < css.length() && css.charAt(at) != quote) {
            if (css.charAt(at) == '\\' && at + 1 < css.length() && css.charAt(at + 1) == '\n') {
                at += 2;
            } else if (css.charAt(at) == '\\') {
                escape(value);
            } else {
                value.append(css.charAt(at++));
            }
        }
        if (at == css.length()) {
            throw refuse(css.substring(start), "lacks the quote at its end");
        }
        at++;
        return value.toString();
    }

    private boolean isNameStart() {
        char c = peek();
        return (isNameChar(c) && !(c >= '0' && c <= '9')) || c == '\\';
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c >= 128;
    }

    private String name(String what) {
        if (!isNameStart()) {
            throw refuse(
                    at < css.length() ? "'" + css.charAt(at) + "'" : "the end",
                    "stands where the name of " + what + " is expected");
        }
        StringBuilder name = new StringBuilder();
        while (at < css.length()) {
            char c = css.charAt(at);
            if (c == '\\') {
                escape(name);
            } else if (isNameChar(c)) {
                name.append(c);
                at++;
            } else {
                break;
            }
        }
        return name.toString();
    }

    /** Reads an escape: up to six hexadecimal digits and one white space, or any other character as itself. */
    private void escape(StringBuilder to) {
        int start = ++at;
        while (at < css.length() && at - start < 6 && Character.digit(css.charAt(at), 16) >= 0) {
            at++;
        }
        if (at > start) {
            int code = Integer.parseInt(css.substring(start, at), 16);
            boolean valid = code != 0 && code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF);
            to.appendCodePoint(valid ? code : 0xFFFD);
            if (at < css.length() && Ascii.isSpace(css.charAt(at))) {
                at++;
            }
        } else if (at < css.length()) {
            to.append(css.charAt(at++));
        } else {
            throw refuse("\\", "escapes nothing");
        }
    }

    private char peek() {
        return at < css.length() ? css.charAt(at) : 0;
    }

    private boolean take(char c) {
        skipSpace();
        return take1(c);
    }

    private boolean take1(char c) {
        if (peek() == c && at < css.length()) {
            at++;
            return true;
        }
        return false;
    }

    private boolean skipSpace() {
        int start = at;
        while (at < css.length() && Ascii.isSpace(css.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private IllegalArgumentException refuse(@Nullable String part, String why) {
        return new IllegalArgumentException(
                "selector '" + css + "'" + (part == null ? " " : ", at " + at + ": " + part + " ") + why);
    }
}
